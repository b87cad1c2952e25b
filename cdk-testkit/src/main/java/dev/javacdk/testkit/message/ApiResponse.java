package dev.javacdk.testkit.message;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One response: status, headers, body. {@code Content-Length} is the server's business.
 *
 * <p>Immutable; the body is not copied and must not be changed.
 */
public final class ApiResponse {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private ApiResponse(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** A 200 with a JSON body. */
  public static ApiResponse json(JsonNode body) {
    return json(200, body);
  }

  /** A JSON body with a status. */
  public static ApiResponse json(int status, JsonNode body) {
    return json(status, Json.MAPPER.writeValueAsBytes(body));
  }

  /** JSON that is already encoded. */
  public static ApiResponse json(int status, byte[] body) {
    return new ApiResponse(status, Map.of("Content-Type", "application/json"), body);
  }

  /** A text of a given content type. */
  public static ApiResponse text(int status, String contentType, String body) {
    return new ApiResponse(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy with another body. */
  public ApiResponse withBody(byte[] other) {
    return new ApiResponse(status, headers, other);
  }

  /** Any status, headers and body; a {@code Content-Type} is among the headers or missing. */
  public static ApiResponse of(int status, Map<String, String> headers, byte[] body) {
    return new ApiResponse(status, Map.copyOf(headers), body);
  }

  /** A copy with one header more. */
  public ApiResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiResponse(status, Map.copyOf(more), body);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers that go out. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Its body. */
  public byte[] body() {
    return body;
  }

  /** Whether its status is one of success. */
  public boolean succeeded() {
    return status < 400;
  }
}
