package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;

/**
 * Answers the requests of one route, on the thread of the connection; may block.
 *
 * <p>Called by many threads at once. An {@link ApiError} is answered with its status, any other
 * exception with a 500 that carries its message.
 */
@FunctionalInterface
public interface ApiHandler {

  /** The answer to one request. */
  ApiResponse answer(ApiRequest request);
}
