package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Paging by a link to the next page. Immutable: each method returns a changed copy. */
public final class LinkPaging extends Paging {

  private static final TokenShape SHAPE = TokenShape.text();

  private final String param;
  private final @Nullable String bodyField;
  private final boolean header;

  LinkPaging(String param, @Nullable String bodyField, boolean header) {
    this.param = param;
    this.bodyField = bodyField;
    this.header = header;
  }

  /** The link stands in this field or at this JSON pointer too; it is absent on the last page. */
  public LinkPaging nextAt(String fieldOrPointer) {
    return new LinkPaging(param, fieldOrPointer, header);
  }

  /** There is no {@code Link} header. */
  public LinkPaging withoutHeader() {
    return new LinkPaging(param, bodyField, false);
  }

  @Override
  Found find(RowQuery query, Rows rows, Params params, int limit) {
    long after =
        params.token(param, SHAPE).map(token -> SHAPE.decode(token, rows)).orElse(Rows.BEFORE_ALL);
    return Found.of(query.after(after, limit + 1), limit);
  }

  @Override
  void addNext(ObjectNode body, Found found, Params params) {
    if (bodyField != null && found.more()) {
      Json.put(body, Json.pointer(bodyField), Json.text(link(found, params)));
    }
  }

  @Override
  ApiResponse addNext(ApiResponse response, Found found, Params params) {
    return header && found.more()
        ? response.withHeader("Link", "<" + link(found, params) + ">; rel=\"next\"")
        : response;
  }

  private String link(Found found, Params params) {
    return params.linkWith(param, SHAPE.toQuery(found.last()));
  }
}
