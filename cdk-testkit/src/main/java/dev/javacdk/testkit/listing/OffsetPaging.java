package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Paging by the number of rows to skip. Immutable: each method returns a changed copy. */
public final class OffsetPaging extends Paging {

  private final String param;
  private final @Nullable String nextAt;

  OffsetPaging(String param, @Nullable String nextAt) {
    this.param = param;
    this.nextAt = nextAt;
  }

  /** The next offset stands here as a string, as if it were a token; absent on the last page. */
  public OffsetPaging nextAt(String fieldOrPointer) {
    return new OffsetPaging(param, fieldOrPointer);
  }

  @Override
  Found find(RowQuery query, Rows rows, Params params, int limit) {
    return Found.of(query.from(offset(params), limit + 1), limit);
  }

  @Override
  void addNext(ObjectNode body, Found found, Params params) {
    if (nextAt != null && found.more()) {
      String next = Long.toString(offset(params) + found.rows().size());
      Json.put(body, Json.pointer(nextAt), Json.text(next));
    }
  }

  private long offset(Params params) {
    return params.number(param, 0).orElse(0L);
  }
}
