package dev.javacdk.testkit.message;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request that the server received, whole.
 *
 * <p>Immutable, safe for use by many threads. Header names are found in any case; of a query
 * parameter or header that comes several times the first value counts.
 */
public final class ApiRequest {

  private final long number;
  private final String method;
  private final String target;
  private final String path;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final Map<String, String> variables;
  private final byte[] body;

  private ApiRequest(
      long number,
      String method,
      String target,
      Map<String, String> headers,
      Map<String, String> variables,
      byte[] body) {
    this.number = number;
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.variables = variables;
    this.body = body;
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? Map.of() : parse(target.substring(mark + 1));
  }

  /** A request as it came in over a connection. */
  public static ApiRequest of(
      String method, String target, Map<String, String> headers, byte[] body) {
    return new ApiRequest(0, method, target, headers, Map.of(), body);
  }

  /** The same, as the so manieth of its connection. */
  public ApiRequest numbered(long value) {
    return new ApiRequest(value, method, target, headers, variables, body);
  }

  /** The same, with what the variables of its path stand for. */
  public ApiRequest withVariables(Map<String, String> values) {
    return new ApiRequest(number, method, target, headers, values, body);
  }

  /** The how-manieth request to this server it is, from 1; {@code resetCounters} starts again. */
  public long number() {
    return number;
  }

  /** The HTTP method in capitals. */
  public String method() {
    return method;
  }

  /** The path as it was asked for, without the query. */
  public String path() {
    return path;
  }

  /** The path and the query as they were asked for. */
  public String target() {
    return target;
  }

  /**
   * The identity of a request in counters and faults: method, path and query, and the body where it
   * has one, as in {@code GET /contacts?after=7} or {@code POST /search {"after":"7"}}.
   */
  public String url() {
    String line = method + " " + target;
    return body.length == 0 ? line : line + " " + bodyText();
  }

  /** All query parameters, decoded, in the order in which they came. */
  public Map<String, String> query() {
    return query;
  }

  /** A query parameter, decoded. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All headers, by their names in lower case. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /**
   * What stands in the place of {@code {name}} of the route's path, decoded.
   *
   * @throws IllegalArgumentException if the route's path has no such place
   */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no {" + name + "} in the path of " + url());
    }
    return value;
  }

  /** The body as it came; empty if there is none. A copy. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as text; empty if there is none. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The body as JSON; an empty object if there is none.
   *
   * @throws ApiError with status 400 if the body is not JSON
   */
  public JsonNode bodyJson() {
    if (body.length == 0) {
      return Json.object();
    }
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new ApiError(400, "the body is not JSON: " + e.getOriginalMessage());
    }
  }

  /** The start of this server's URLs, as the client named it. */
  public String origin() {
    return "http://" + header("Host").orElse("127.0.0.1");
  }

  @Override
  public String toString() {
    return url();
  }

  private static Map<String, String> parse(String rawQuery) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        values.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
