package dev.javacdk.http.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * How requests prove who sends them. Credentials go to the API's own origin only, and never into a
 * message.
 *
 * <p>A value; safe for use by many threads. Implement it for a way of your own.
 */
public interface Auth {

  /** Opens it for one run: what it obtains is shared by all streams and workers. */
  AuthSession open(TokenClient tokens);

  /** Names of query parameters that hold a secret: left out of messages and states. */
  default Set<String> secretParameters() {
    return Set.of();
  }

  /** Nothing is proved. */
  static Auth none() {
    return new FixedAuth(Credentials.NONE);
  }

  /** {@code Authorization: Bearer ...}. */
  static Auth bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** {@code Authorization: Basic ...}. */
  static Auth basic(String user, String password) {
    String pair = user + ":" + password;
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** A key in a header. */
  static Auth header(String name, String value) {
    return new FixedAuth(Credentials.header(name, value));
  }

  /** A key in a query parameter. */
  static Auth query(String parameter, String value) {
    return new FixedAuth(Credentials.query(parameter, value));
  }

  /**
   * OAuth 2.0 client credentials: an access token is obtained before the first request, and again
   * when it has run out or was refused.
   *
   * @param tokenUrl where tokens are obtained
   */
  static OAuth2 clientCredentials(String tokenUrl, String clientId, String clientSecret) {
    return OAuth2.clientCredentials(tokenUrl, clientId, clientSecret);
  }

  /**
   * OAuth 2.0 refresh token: as {@link #clientCredentials}, with a refresh token that the user's
   * consent brought. Where the API gives a new one with each use, say {@link OAuth2#rotating}.
   *
   * @param tokenUrl where tokens are obtained
   */
  static OAuth2 refreshToken(
      String tokenUrl, String clientId, String clientSecret, String refreshToken) {
    return OAuth2.refreshToken(tokenUrl, clientId, clientSecret, refreshToken);
  }
}
