package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How rows are listed: paging, page size, envelope, filter, order.
 *
 * <p>Immutable: each method returns a changed copy. Safe for use by many threads.
 *
 * <pre>{@code
 * Listing.by(Paging.token("after").nextAt("/paging/next/after"))
 *     .envelope(Envelope.field("results"))
 *     .limit("limit", 10, 100)
 *     .since(Since.param("updated_since", "updated_at"))
 * }</pre>
 */
public final class Listing {

  private static final byte[] MARK = ('"' + ApiPage.MARK + '"').getBytes(StandardCharsets.US_ASCII);

  private record Size(String param, int usual, int most, boolean refuseMore) {}

  private final Paging paging;
  private final Envelope envelope;
  private final Size size;
  private final @Nullable Since since;
  private final @Nullable String sortParam;
  private final boolean inBody;

  private Listing(
      Paging paging,
      Envelope envelope,
      Size size,
      @Nullable Since since,
      @Nullable String sortParam,
      boolean inBody) {
    this.paging = paging;
    this.envelope = envelope;
    this.size = size;
    this.since = since;
    this.sortParam = sortParam;
    this.inBody = inBody;
  }

  /** Pages of at most 100 rows in the field {@code items}, their size in {@code limit}. */
  public static Listing by(Paging paging) {
    var size = new Size("limit", 100, 100, false);
    return new Listing(paging, Envelope.field("items"), size, null, null, false);
  }

  /** Where the records stand in a response. */
  public Listing envelope(Envelope value) {
    return new Listing(paging, value, size, since, sortParam, inBody);
  }

  /** The parameter of the page size, the size without it, and the largest; more is clamped. */
  public Listing limit(String param, int usual, int most) {
    return with(new Size(param, usual, most, false));
  }

  /** A page size above the largest is answered 400 instead of being clamped. */
  public Listing refusingLargerLimits() {
    return with(new Size(size.param(), size.usual(), size.most(), true));
  }

  /** A filter. */
  public Listing since(Since value) {
    return new Listing(paging, envelope, size, value, sortParam, inBody);
  }

  /**
   * Rows go out by rising field of the filter when this parameter names that field; any other value
   * is answered 400. Without it they go out by index.
   */
  public Listing sortedOn(String param) {
    return new Listing(paging, envelope, size, since, param, inBody);
  }

  /** Asked by POST, with all parameters in a JSON body; their names may be JSON pointers. */
  public Listing asPost() {
    return new Listing(paging, envelope, size, since, sortParam, true);
  }

  /** The method by which it is asked for. */
  public String method() {
    return inBody ? "POST" : "GET";
  }

  /**
   * The page of these rows that a request asks for; for handlers that choose the rows themselves.
   *
   * @throws ApiError with status 400 for a parameter that makes no sense
   */
  public ApiResponse answer(ApiRequest request, Rows rows) {
    var params = new Params(request, inBody);
    int limit = limit(params);
    var query = new RowQuery(rows, since, bound(params), sorted(params));
    Paging.Found found = paging.find(query, rows, params, limit);
    var page = new ApiPage(found.rows().size(), found.more(), query::total);
    JsonNode body = envelope.of(page);
    if (body instanceof ObjectNode object) {
      paging.addNext(object, found, params);
    }
    ApiResponse response = ApiResponse.json(200, splice(body, found.rows()));
    return paging.addNext(response, found, params);
  }

  private Listing with(Size value) {
    return new Listing(paging, envelope, value, since, sortParam, inBody);
  }

  private int limit(Params params) {
    long asked = params.number(size.param(), 1).orElse((long) size.usual());
    if (asked > size.most() && size.refuseMore()) {
      throw new ApiError(
          400, size.param() + " is " + asked + "; at most " + size.most() + " is allowed");
    }
    return (int) Math.min(asked, size.most());
  }

  private @Nullable String bound(Params params) {
    return since == null ? null : params.text(since.param()).orElse(null);
  }

  private boolean sorted(Params params) {
    if (sortParam == null || since == null) {
      return false;
    }
    Optional<String> asked = params.text(sortParam);
    if (asked.isPresent() && !since.pointer().equals(Json.pointer(asked.get()))) {
      throw new ApiError(400, "cannot sort by '" + asked.get() + "'");
    }
    return asked.isPresent();
  }

  /** The encoded envelope with the records in the place of their mark. */
  private static byte[] splice(JsonNode envelope, List<Row> rows) {
    byte[] shell = Json.MAPPER.writeValueAsBytes(envelope);
    int mark = find(shell);
    var out = new ByteArrayOutputStream(shell.length + rows.size() * 256);
    out.write(shell, 0, mark);
    char separator = '[';
    for (Row row : rows) {
      out.write(separator);
      out.writeBytes(row.bytes());
      separator = ',';
    }
    if (rows.isEmpty()) {
      out.write('[');
    }
    out.write(']');
    out.write(shell, mark + MARK.length, shell.length - mark - MARK.length);
    return out.toByteArray();
  }

  private static int find(byte[] shell) {
    for (int at = 0; at + MARK.length <= shell.length; at++) {
      if (Arrays.equals(shell, at, at + MARK.length, MARK, 0, MARK.length)) {
        return at;
      }
    }
    throw new IllegalStateException(
        "the envelope has no place for the records: " + new String(shell, StandardCharsets.UTF_8));
  }
}
