package dev.javacdk.http.auth;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.http.request.Body;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.JsonPlaces;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OAuth 2.0: an access token obtained from a token endpoint, sent as a bearer token. Each method
 * that says something more returns a changed copy. Immutable; safe for use by many threads.
 */
public final class OAuth2 implements Auth {

  private final URI tokenUrl;
  private final String clientId;
  private final String clientSecret;
  private final @Nullable String refreshToken;
  private final List<NameValue> parameters;
  private final boolean clientInHeader;
  private final @Nullable String rotatingPath;

  private OAuth2(
      URI tokenUrl,
      String clientId,
      String clientSecret,
      @Nullable String refreshToken,
      List<NameValue> parameters,
      boolean clientInHeader,
      @Nullable String rotatingPath) {
    this.tokenUrl = tokenUrl;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.refreshToken = refreshToken;
    this.parameters = List.copyOf(parameters);
    this.clientInHeader = clientInHeader;
    this.rotatingPath = rotatingPath;
  }

  static OAuth2 clientCredentials(String tokenUrl, String clientId, String clientSecret) {
    return new OAuth2(url(tokenUrl), clientId, clientSecret, null, List.of(), false, null);
  }

  static OAuth2 refreshToken(
      String tokenUrl, String clientId, String clientSecret, String refreshToken) {
    return new OAuth2(url(tokenUrl), clientId, clientSecret, refreshToken, List.of(), false, null);
  }

  /** Asks for this scope. */
  public OAuth2 scope(String scope) {
    return parameter("scope", scope);
  }

  /** Sends this field too when it asks for a token. */
  public OAuth2 parameter(String name, String value) {
    List<NameValue> more = new ArrayList<>(parameters);
    more.add(new NameValue(name, value));
    return new OAuth2(
        tokenUrl, clientId, clientSecret, refreshToken, more, clientInHeader, rotatingPath);
  }

  /** Sends the client's id and secret by HTTP Basic instead of in the form. */
  public OAuth2 clientInHeader() {
    return new OAuth2(
        tokenUrl, clientId, clientSecret, refreshToken, parameters, true, rotatingPath);
  }

  /**
   * The API gives a new refresh token with each use and takes the old one no more: the new one is
   * written to the config, and that is flushed, before the access token beside it is used.
   *
   * @param configPath where in the config the refresh token stands: a key, or a JSON pointer
   */
  public OAuth2 rotating(String configPath) {
    return new OAuth2(
        tokenUrl, clientId, clientSecret, refreshToken, parameters, clientInHeader, configPath);
  }

  @Override
  public AuthSession open(TokenClient tokens) {
    return new OAuth2Session(this, tokens, InstantSource.system());
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

  /** The request for an access token. */
  Call tokenCall(@Nullable String refresh) {
    List<NameValue> form = new ArrayList<>();
    form.add(new NameValue("grant_type", refresh == null ? "client_credentials" : "refresh_token"));
    if (refresh != null) {
      form.add(new NameValue("refresh_token", refresh));
    }
    if (!clientInHeader) {
      form.add(new NameValue("client_id", clientId));
      form.add(new NameValue("client_secret", clientSecret));
    }
    form.addAll(parameters);
    Call call = Call.post(tokenUrl, new Body.OfForm(form)).header("Accept", "application/json");
    if (!clientInHeader) {
      return call;
    }
    String pair = UrlText.escape(clientId) + ":" + UrlText.escape(clientSecret);
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return call.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** Where tokens are obtained. */
  @Override
  public String toString() {
    return "OAuth 2.0 tokens of " + UrlText.origin(tokenUrl);
  }

  private static URI url(String tokenUrl) {
    try {
      return UrlText.parse(tokenUrl);
    } catch (IllegalArgumentException e) {
      throw new ConfigError("token URL " + e.getMessage(), e);
    }
  }
}
