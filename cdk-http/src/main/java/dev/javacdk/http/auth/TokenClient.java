package dev.javacdk.http.auth;

import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.request.Call;
import tools.jackson.databind.JsonNode;

/**
 * Sends a request for a token, with the API's retries and timeouts. Safe for use by many threads.
 */
@FunctionalInterface
public interface TokenClient {

  /**
   * The body of the answer, which is JSON.
   *
   * @throws dev.javacdk.api.error.ConfigError where the token endpoint refuses (400, 401, 403)
   */
  JsonNode send(Call call, SourceContext context) throws Exception;
}
