package dev.javacdk.manifest.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How requests show who asks. Texts may be expressions. */
public sealed interface Authenticator extends Component {

  /** They do not: {@code NoAuth}. */
  record None(Node node) implements Authenticator {}

  /**
   * By a key in a field: {@code ApiKeyAuthenticator}.
   *
   * @param header the older way to say where it goes; one of the two is there
   */
  record ApiKey(
      Node node, String apiToken, @Nullable String header, RequestOption.@Nullable Field into)
      implements Authenticator {}

  /** {@code BearerAuthenticator}. */
  record Bearer(Node node, String apiToken) implements Authenticator {}

  /** {@code BasicHttpAuthenticator}. */
  record Basic(Node node, String username, String password) implements Authenticator {}

  /**
   * By tokens that a refresh token, or a login, is given for: {@code OAuthAuthenticator}.
   *
   * @param names of the fields that the token endpoint reads and writes
   * @param expiryDate when a token from the config ends, and its format
   * @param updater where the config keeps what the endpoint has renewed; null where it does not
   * @param profileAssertion who asks, signed; null where a client and its secret say it
   */
  record OAuth(
      Node node,
      OAuthNames names,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String refreshToken,
      @Nullable String tokenEndpoint,
      @Nullable String accessToken,
      String grantType,
      @Nullable ObjectNode body,
      @Nullable ObjectNode headers,
      boolean asQuery,
      List<String> scopes,
      @Nullable String expiryDate,
      @Nullable String expiryDateFormat,
      RefreshErrors errors,
      @Nullable TokenUpdater updater,
      @Nullable Jwt profileAssertion,
      boolean useProfileAssertion)
      implements Authenticator {}

  /** The names of what goes to a token endpoint, and of what comes from it. */
  record OAuthNames(
      String clientId,
      String clientSecret,
      String refreshToken,
      String accessToken,
      String expiresIn,
      String grantType) {}

  /** Which answers of a token endpoint mean that the refresh token is no good any more. */
  record RefreshErrors(List<Integer> statuses, String key, List<String> values) {}

  /** Where the config keeps tokens that are used up by their use. */
  record TokenUpdater(
      Node node,
      String refreshTokenName,
      List<String> accessTokenPath,
      List<String> refreshTokenPath,
      List<String> expiryDatePath,
      RefreshErrors errors) {}

  /**
   * By a signed token: {@code JwtAuthenticator}.
   *
   * @param duration seconds
   * @param headers {@code kid}, {@code typ} and {@code cty}; null where none is said
   * @param payload {@code iss}, {@code sub} and {@code aud}; null where none is said
   * @param into null for the header {@code Authorization}
   */
  record Jwt(
      Node node,
      String secretKey,
      boolean base64Key,
      String algorithm,
      int duration,
      @Nullable String headerPrefix,
      @Nullable ObjectNode headers,
      @Nullable ObjectNode moreHeaders,
      @Nullable ObjectNode payload,
      @Nullable ObjectNode morePayload,
      @Nullable String passphrase,
      RequestOption.@Nullable Field into)
      implements Authenticator {}

  /**
   * By what a login gives: {@code SessionTokenAuthenticator}.
   *
   * @param expiration a duration of ISO 8601; null where a token does not end
   * @param into where the token goes; null for {@code Authorization: Bearer}
   * @param apiToken an expression for what goes there
   */
  record SessionToken(
      Node node,
      Requester login,
      List<String> tokenPath,
      @Nullable String expiration,
      @Nullable Decoder decoder,
      RequestOption.@Nullable Field into,
      String apiToken)
      implements Authenticator {}

  /** {@code LegacySessionTokenAuthenticator}. */
  record LegacySessionToken(
      Node node,
      String header,
      String loginUrl,
      String validateUrl,
      String responseKey,
      @Nullable String sessionToken,
      @Nullable String username,
      String password)
      implements Authenticator {}

  /** By that one of several whose name the config has: {@code SelectiveAuthenticator}. */
  record Selective(Node node, List<String> path, Map<String, Authenticator> authenticators)
      implements Authenticator {}

  /**
   * By several tokens in turn: {@code RateLimitedMultipleTokenAuthenticator}.
   *
   * @param tokens a text, or a list of them
   * @param quotas and where their state is asked for: objects as they were read
   */
  record ManyTokens(
      Node node,
      JsonNode tokens,
      String delimiter,
      String method,
      String header,
      ObjectNode quotaSource,
      List<Node> quotas)
      implements Authenticator {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements Authenticator {}
}
