package dev.javacdk.testkit.listing;

/** Paging by page numbers. Immutable: each method returns a changed copy. */
public final class PageNumberPaging extends Paging {

  private final String param;
  private final long first;

  PageNumberPaging(String param, long first) {
    this.param = param;
    this.first = first;
  }

  /** The number of the first page; 1 if not said. */
  public PageNumberPaging from(long number) {
    return new PageNumberPaging(param, number);
  }

  @Override
  Found find(RowQuery query, Rows rows, Params params, int limit) {
    long number = params.number(param, first).orElse(first);
    return Found.of(query.from((number - first) * limit, limit + 1), limit);
  }
}
