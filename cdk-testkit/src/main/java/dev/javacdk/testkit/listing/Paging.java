package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.ApiResponse;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a client asks for the next page of a {@link Listing}.
 *
 * <p>Tokens and links are keysets: rows that come and go elsewhere shift nothing. Page numbers and
 * offsets count rows, so they shift. Immutable, safe for use by many threads.
 */
public abstract sealed class Paging
    permits TokenPaging, LinkPaging, OffsetPaging, PageNumberPaging {

  Paging() {}

  /**
   * An opaque token, given back in this parameter; the response has it in a field of the same name
   * until {@link TokenPaging#nextAt} says otherwise.
   */
  public static TokenPaging token(String param) {
    return new TokenPaging(param, param, null, TokenShape.text());
  }

  /** Page numbers from 1 in this parameter. */
  public static PageNumberPaging pageNumber(String param) {
    return new PageNumberPaging(param, 1);
  }

  /** The number of rows to skip in this parameter. */
  public static OffsetPaging offset(String param) {
    return new OffsetPaging(param, null);
  }

  /** A link to the next page in the {@code Link} header, made with this query parameter. */
  public static LinkPaging link(String param) {
    return new LinkPaging(param, null, true);
  }

  /** Rows of one page. */
  record Found(List<Row> rows, boolean more) {

    /** What was found when one row more than wanted was asked for. */
    static Found of(List<Row> rows, int wanted) {
      boolean more = rows.size() > wanted;
      return new Found(more ? rows.subList(0, wanted) : rows, more);
    }

    long last() {
      return rows.get(rows.size() - 1).index();
    }
  }

  /** The page that a request asks for. */
  abstract Found find(RowQuery query, Rows rows, Params params, int limit);

  /** Adds to the body what leads to the next page. */
  void addNext(ObjectNode body, Found found, Params params) {}

  /** Adds to the headers what leads to the next page. */
  ApiResponse addNext(ApiResponse response, Found found, Params params) {
    return response;
  }
}
