package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Paging by an opaque token. Immutable: each method returns a changed copy. */
public final class TokenPaging extends Paging {

  private final String param;
  private final String nextAt;
  private final @Nullable String linkAt;
  private final TokenShape shape;

  TokenPaging(String param, String nextAt, @Nullable String linkAt, TokenShape shape) {
    this.param = param;
    this.nextAt = nextAt;
    this.linkAt = linkAt;
    this.shape = shape;
  }

  /** The next token stands in this field or at this JSON pointer; it is absent on the last page. */
  public TokenPaging nextAt(String fieldOrPointer) {
    return new TokenPaging(param, fieldOrPointer, linkAt, shape);
  }

  /** What the tokens look like; text if not said. */
  public TokenPaging shape(TokenShape value) {
    return new TokenPaging(param, nextAt, linkAt, value);
  }

  /** A link to the next page, with the token in its query, stands here too. */
  public TokenPaging linkAt(String fieldOrPointer) {
    return new TokenPaging(param, nextAt, fieldOrPointer, shape);
  }

  @Override
  Found find(RowQuery query, Rows rows, Params params, int limit) {
    long after =
        params.token(param, shape).map(token -> shape.decode(token, rows)).orElse(Rows.BEFORE_ALL);
    return Found.of(query.after(after, limit + 1), limit);
  }

  @Override
  void addNext(ObjectNode body, Found found, Params params) {
    if (found.more()) {
      Json.put(body, Json.pointer(nextAt), shape.encode(found.last()));
      if (linkAt != null) {
        String link = params.linkWith(param, shape.toQuery(found.last()));
        Json.put(body, Json.pointer(linkAt), Json.text(link));
      }
    }
  }
}
