package dev.javacdk.http.auth;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.JsonPlaces;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OAuth 2.0: an access token obtained from a token endpoint, sent as a bearer token. Endpoints that
 * want JSON, call fields by other names, or whose tokens go elsewhere, can be said. Each method
 * returns a changed copy. Immutable; safe for use by many threads.
 */
public final class OAuth2 implements Auth {

  /** Where the access token goes; a value. */
  private record Placed(Function<String, Credentials> credentials, Set<String> parameters) {}

  private final String clientId;
  private final String clientSecret;
  private final @Nullable String refreshToken;
  private final TokenEndpoint endpoint;
  private final boolean clientInHeader;
  private final @Nullable String rotatingPath;
  private final Placed placed;

  private OAuth2(
      String clientId,
      String clientSecret,
      @Nullable String refreshToken,
      TokenEndpoint endpoint,
      boolean clientInHeader,
      @Nullable String rotatingPath,
      Placed placed) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.refreshToken = refreshToken;
    this.endpoint = endpoint;
    this.clientInHeader = clientInHeader;
    this.rotatingPath = rotatingPath;
    this.placed = placed;
  }

  static OAuth2 clientCredentials(String tokenUrl, String clientId, String clientSecret) {
    return new OAuth2(
        clientId, clientSecret, null, new TokenEndpoint(url(tokenUrl)), false, null, bearer());
  }

  static OAuth2 refreshToken(
      String tokenUrl, String clientId, String clientSecret, String refreshToken) {
    return new OAuth2(
        clientId,
        clientSecret,
        refreshToken,
        new TokenEndpoint(url(tokenUrl)),
        false,
        null,
        bearer());
  }

  private static Placed bearer() {
    return inHeader("Authorization", "Bearer ");
  }

  private static Placed inHeader(String name, String before) {
    return new Placed(token -> Credentials.header(name, before + token), Set.of());
  }

  /** Asks for this scope. */
  public OAuth2 scope(String scope) {
    return parameter("scope", scope);
  }

  /** Sends this field too when it asks for a token. */
  public OAuth2 parameter(String name, String value) {
    return with(e -> e.parameters.add(new NameValue(name, value)));
  }

  /** Sends this header too when it asks for a token. */
  public OAuth2 header(String name, String value) {
    return with(e -> e.headers.add(new NameValue(name, value)));
  }

  /** Asks for a token with a JSON body instead of a form. */
  public OAuth2 jsonBody() {
    return with(e -> e.json = true);
  }

  /**
   * The token endpoint calls a field differently: {@code named("client_id", "app_key")}.
   *
   * @param field of RFC 6749: {@code client_id}, {@code client_secret}, {@code refresh_token},
   *     {@code grant_type}
   */
  public OAuth2 named(String field, String name) {
    return with(e -> e.names.put(field, name));
  }

  /** The token endpoint wants no {@code grant_type}. */
  public OAuth2 withoutGrantType() {
    return with(e -> e.withGrantType = false);
  }

  /** The answer has the access token at this JSON pointer; {@code /access_token} if not said. */
  public OAuth2 accessTokenAt(String pointer) {
    return with(e -> e.accessToken = Pointer.of(pointer));
  }

  /** The answer says at this JSON pointer for how many seconds the token is good. */
  public OAuth2 expiresInAt(String pointer) {
    return with(e -> e.expiresIn = Pointer.of(pointer));
  }

  /** The answer has the next refresh token at this JSON pointer. */
  public OAuth2 refreshTokenAt(String pointer) {
    return with(e -> e.refreshToken = Pointer.of(pointer));
  }

  /** Sends the access token by another scheme: {@code Authorization: Token ...}. */
  public OAuth2 scheme(String scheme) {
    return placed(inHeader("Authorization", scheme + " "));
  }

  /** Sends the access token in a header of its own, with nothing before it. */
  public OAuth2 sentAs(String header) {
    return placed(inHeader(header, ""));
  }

  /** Sends the access token in a query parameter. */
  public OAuth2 sentInQuery(String parameter) {
    return placed(new Placed(token -> Credentials.query(parameter, token), Set.of(parameter)));
  }

  /** Sends the client's id and secret by HTTP Basic instead of in the body. */
  public OAuth2 clientInHeader() {
    return new OAuth2(clientId, clientSecret, refreshToken, endpoint, true, rotatingPath, placed);
  }

  /**
   * The API gives a new refresh token with each use and takes the old one no more: the new one is
   * written to the config, and that is flushed, before the access token beside it is used.
   *
   * @param configPath where in the config the refresh token stands: a key, or a JSON pointer
   */
  public OAuth2 rotating(String configPath) {
    return new OAuth2(
        clientId, clientSecret, refreshToken, endpoint, clientInHeader, configPath, placed);
  }

  @Override
  public AuthSession open(TokenClient tokens) {
    return new OAuth2Session(this, tokens);
  }

  @Override
  public Set<String> secretParameters() {
    return placed.parameters();
  }

  @Nullable String refreshToken() {
    return refreshToken;
  }

  boolean rotates() {
    return rotatingPath != null;
  }

  /** Puts a new refresh token where the config has it. */
  void store(ObjectNode config, String token) {
    if (rotatingPath != null) {
      JsonPlaces.set(config, rotatingPath, JsonNodeFactory.instance.stringNode(token));
    }
  }

  /** What a request carries that has this access token. */
  Credentials credentials(String accessToken) {
    return placed.credentials().apply(accessToken);
  }

  String accessToken(JsonNode answer) {
    return TokenEndpoint.text(answer, endpoint.accessToken);
  }

  String nextRefreshToken(JsonNode answer) {
    return TokenEndpoint.text(answer, endpoint.refreshToken);
  }

  @Nullable JsonNode expiresIn(JsonNode answer) {
    return endpoint.expiresIn.in(answer);
  }

  /** The request for an access token. */
  Call tokenCall(@Nullable String refresh) {
    List<NameValue> fields = new ArrayList<>();
    fields.add(
        new NameValue("grant_type", refresh == null ? "client_credentials" : "refresh_token"));
    if (refresh != null) {
      fields.add(new NameValue("refresh_token", refresh));
    }
    if (!clientInHeader) {
      fields.add(new NameValue("client_id", clientId));
      fields.add(new NameValue("client_secret", clientSecret));
      return endpoint.call(fields);
    }
    String pair = UrlText.escape(clientId) + ":" + UrlText.escape(clientSecret);
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return endpoint
        .call(fields)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** Where tokens are obtained. */
  @Override
  public String toString() {
    return "OAuth 2.0 tokens of " + UrlText.origin(endpoint.url);
  }

  private OAuth2 with(Consumer<TokenEndpoint> change) {
    TokenEndpoint copy = endpoint.copy();
    change.accept(copy);
    return new OAuth2(
        clientId, clientSecret, refreshToken, copy, clientInHeader, rotatingPath, placed);
  }

  private OAuth2 placed(Placed elsewhere) {
    return new OAuth2(
        clientId, clientSecret, refreshToken, endpoint, clientInHeader, rotatingPath, elsewhere);
  }

  private static URI url(String tokenUrl) {
    try {
      return UrlText.parse(tokenUrl);
    } catch (IllegalArgumentException e) {
      throw new ConfigError("token URL " + e.getMessage(), e);
    }
  }
}
