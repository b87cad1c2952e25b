package dev.javacdk.manifest.model;

/** Reads paginators and their strategies. */
final class PaginatorReader {

  static final Family<Paginator> PAGINATOR = Family.of("paginator", Paginator.Custom::new);

  private static final Family<Paginator.Strategy> STRATEGY =
      Family.of("pagination strategy", Paginator.Strategy.Custom::new);

  private static final String SIZE = "page_size";
  private static final String AT_START = "inject_on_first_request";

  static {
    PAGINATOR
        .with("NoPagination", fields -> new Paginator.None(fields.node()))
        .with("DefaultPaginator", PaginatorReader::paginator);
    STRATEGY
        .with(
            "PageIncrement",
            fields ->
                new Paginator.Strategy.PageIncrement(
                    fields.node(),
                    fields.scalarOrNull(SIZE),
                    fields.number("start_from_page", 0),
                    fields.flag(AT_START, false)))
        .with(
            "OffsetIncrement",
            fields ->
                new Paginator.Strategy.OffsetIncrement(
                    fields.node(), fields.scalarOrNull(SIZE), fields.flag(AT_START, false)))
        .with(
            "CursorPagination",
            fields ->
                new Paginator.Strategy.Cursor(
                    fields.node(),
                    fields.scalarOrNull(SIZE),
                    fields.text("cursor_value"),
                    fields.textOrNull("stop_condition"),
                    fields.oneOrNull("decoder", DecoderReader.DECODER)));
  }

  private PaginatorReader() {}

  private static Paginator paginator(Fields fields) {
    Paginator.Strategy strategy = fields.one("pagination_strategy", STRATEGY);
    RequestOption.Field size = fields.oneOrNull("page_size_option", RequestOptionReader.FIELD);
    RequestOption token = fields.oneOrNull("page_token_option", RequestOptionReader.ANY);
    RequestOptionReader.apart(fields, size, token);
    if (size != null
        && strategy.pageSize() == null
        && !(strategy instanceof Paginator.Strategy.Custom)) {
      fields.problem("has a 'page_size_option', but its pagination_strategy has no 'page_size'");
    }
    return new Paginator.Default(fields.node(), strategy, size, token);
  }
}
