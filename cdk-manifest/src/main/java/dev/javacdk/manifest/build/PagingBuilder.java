package dev.javacdk.manifest.build;

import dev.javacdk.http.paging.From;
import dev.javacdk.http.paging.PageRule;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.Paginator;
import dev.javacdk.manifest.model.Paginator.Strategy;
import dev.javacdk.manifest.model.RequestOption;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A paginator → how pages follow each other. */
final class PagingBuilder {

  /** What a token is called in a position where no field of the request has it. */
  private static final String UNSENT = "next_page_token";

  private final Surroundings surroundings;
  private final Paginator.Default paginator;
  private final Strategy strategy;
  private final Node node;
  private final URI base;
  private final String records;
  private final boolean changes;

  private PagingBuilder(
      Surroundings surroundings,
      Paginator.Default paginator,
      URI base,
      String records,
      boolean changes) {
    this.records = records;
    this.changes = changes;
    this.surroundings = surroundings;
    this.paginator = paginator;
    this.strategy = paginator.strategy();
    this.node = strategy.node();
    this.base = base;
  }

  /**
   * A paging, and the names by which texts find its token.
   *
   * @param token what the token is called in a position; null where there is one page
   * @param first the token of the first page; null where it has none
   * @param injected fields of the request that the paging sets
   */
  record Paged(
      Paging paging, @Nullable String token, @Nullable JsonNode first, List<Injection> injected) {}

  /**
   * Builds a paging.
   *
   * @param base below which relative addresses of pages are
   * @param records the JSON pointer of the records
   * @param changes whether the records that the stream gives are others than those of the answer
   */
  static Paged build(
      Surroundings surroundings,
      @Nullable Paginator paginator,
      URI base,
      String records,
      boolean changes) {
    if (!(paginator instanceof Paginator.Default said)) {
      return new Paged(Paging.none(), null, null, List.of());
    }
    return new PagingBuilder(surroundings, said, base, records, changes).build();
  }

  private Paged build() {
    OptionalInt size = size();
    if (strategy instanceof Strategy.PageIncrement pages) {
      return counted(Paging.pageNumber(pages.start()), pages.sentAtStart(), pages.start(), size);
    }
    if (strategy instanceof Strategy.OffsetIncrement offsets) {
      return counted(Paging.offset(), offsets.sentAtStart(), 0, size);
    }
    PageRule rule = rule(size);
    Paging paging =
        paginator.token() instanceof RequestOption.Url
            ? Paging.by(rule).wholeUrl()
            : placed(Paging.by(rule));
    return paged(sized(paging, size), null);
  }

  private PageRule rule(OptionalInt size) {
    if (strategy instanceof Strategy.Custom custom) {
      return surroundings
          .replacements()
          .built(surroundings, node, custom.className(), CustomComponent.Pagination.class);
    }
    return new CursorRule(
            surroundings, (Strategy.Cursor) strategy, size, address(), records, changes)
        .rule();
  }

  /** Below what addresses of pages are relative; null where the token is none. */
  private @Nullable URI address() {
    return paginator.token() instanceof RequestOption.Url ? base : null;
  }

  private Paged counted(From counting, boolean sentAtStart, int first, OptionalInt size) {
    if (paginator.token() instanceof RequestOption.Url) {
      throw new Refused(
          paginator
              .node()
              .problem("page_token_option", "is a RequestPath, and the token a number"));
    }
    Paging paging = sized(placed(counting), size);
    paging = size.isPresent() ? paging.shortPageIsLast() : paging;
    return sentAtStart
        ? paged(paging.sentFromStart(), JsonNodeFactory.instance.numberNode(first))
        : paged(paging, null);
  }

  private Paged paged(Paging paging, @Nullable JsonNode first) {
    String token =
        paginator.token() instanceof RequestOption.Field field
            ? last(Injection.place(field, surroundings))
            : paginator.token() == null ? UNSENT : "next";
    List<Injection> injected = new ArrayList<>();
    if (paginator.token() instanceof RequestOption.Field field) {
      injected.add(Injection.of(field, surroundings, values -> null));
    }
    if (paginator.size() != null) {
      injected.add(Injection.of(paginator.size(), surroundings, values -> null));
    }
    return new Paged(paging, token, first, List.copyOf(injected));
  }

  private static String last(String place) {
    return place.substring(place.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }

  private Paging placed(From from) {
    return paginator.token() instanceof RequestOption.Field field
        ? into(from, field)
        : from.unsent(UNSENT);
  }

  private Paging into(From from, RequestOption.Field field) {
    String place = Injection.place(field, surroundings);
    return switch (field.into()) {
      case REQUEST_PARAMETER -> from.query(place);
      case HEADER -> from.header(place);
      case BODY_DATA -> from.form(place);
      case BODY_JSON -> from.body(place);
    };
  }

  private Paging sized(Paging paging, OptionalInt size) {
    if (size.isEmpty()) {
      return paging;
    }
    return paginator.size() == null
        ? paging.fullPage(size.getAsInt())
        : into(paging.size(size.getAsInt()), paginator.size());
  }

  private OptionalInt size() {
    JsonNode said = strategy.pageSize();
    if (said == null || said.isNull()) {
      if (paginator.size() != null) {
        throw new Refused(node.problem("page_size", "is missing, and page_size_option sends it"));
      }
      return OptionalInt.empty();
    }
    JsonNode size = said;
    if (said.isString()) {
      Text text = Text.of(node, "page_size", said.stringValue());
      if (text.mentions("response")) {
        throw new Refused(
            node.problem("page_size", "looks at the response, which cannot be done yet"));
      }
      Scope scope = surroundings.scope(node);
      size = text.literal(scope);
    }
    if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 1) {
      throw new Refused(node.problem("page_size", "must be a whole number, and is " + size));
    }
    return OptionalInt.of(size.intValue());
  }
}
