package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ErrorBody;

/**
 * Who may ask: a check of every request before its route sees it.
 *
 * <p>A refused request is answered 401 in the words of the API's {@link ErrorBody}. Called by many
 * threads at once, so a test's own check (a token that changes) must be safe for that.
 */
@FunctionalInterface
public interface Auth {

  /** Whether this request may pass. */
  boolean allows(ApiRequest request);

  /** Everybody may ask. */
  static Auth none() {
    return request -> true;
  }

  /** Only requests with {@code Authorization: Bearer token}. */
  static Auth bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** Only requests that carry this header with exactly this value. */
  static Auth header(String name, String value) {
    return request -> request.header(name).filter(value::equals).isPresent();
  }
}
