package dev.javacdk.testkit.message;

import tools.jackson.databind.JsonNode;

/**
 * How an API words its errors: called for every refusal, on the thread of the connection.
 *
 * <p>Implementations must be safe for use by many threads.
 */
@FunctionalInterface
public interface ErrorBody {

  /** The JSON body that goes with a status. */
  JsonNode of(int status, String message);

  /** {@code {"error":{"status":404,"message":"..."}}}. */
  static ErrorBody plain() {
    return (status, message) -> {
      var body = Json.object();
      body.putObject("error").put("status", status).put("message", message);
      return body;
    };
  }
}
