package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BooleanNode;

/** Reads authenticators. */
final class AuthenticatorReader {

  static final Family<Authenticator> AUTHENTICATOR =
      Family.of("authenticator", Authenticator.Custom::new);

  private static final String REFRESH_TOKEN = "refresh_token";

  static {
    AUTHENTICATOR
        .with("NoAuth", fields -> new Authenticator.None(fields.node()))
        .with("ApiKeyAuthenticator", AuthenticatorReader::apiKey)
        .with(
            "BearerAuthenticator",
            fields -> new Authenticator.Bearer(fields.node(), fields.text("api_token")))
        .with(
            "BasicHttpAuthenticator",
            fields ->
                new Authenticator.Basic(
                    fields.node(), fields.text("username"), fields.text("password", "")))
        .with("OAuthAuthenticator", AuthenticatorReader::oauth)
        .with("JwtAuthenticator", AuthenticatorReader::jwt)
        .with("SessionTokenAuthenticator", AuthenticatorReader::sessionToken)
        .with("LegacySessionTokenAuthenticator", AuthenticatorReader::legacySession)
        .with("SelectiveAuthenticator", AuthenticatorReader::selective)
        .with("RateLimitedMultipleTokenAuthenticator", AuthenticatorReader::manyTokens);
  }

  private AuthenticatorReader() {}

  private static Authenticator apiKey(Fields fields) {
    String header = fields.textOrNull("header");
    RequestOption.Field into = fields.oneOrNull("inject_into", RequestOptionReader.FIELD);
    if (into != null && header != null && !header.isEmpty()) {
      fields.problem("has both 'header' and 'inject_into': leave 'header' out");
    }
    if (into == null && header == null) {
      fields.problem("needs 'inject_into'");
    }
    return new Authenticator.ApiKey(fields.node(), fields.text("api_token", ""), header, into);
  }

  private static Authenticator oauth(Fields fields) {
    Authenticator.OAuthNames names =
        new Authenticator.OAuthNames(
            fields.text("client_id_name", "client_id"),
            fields.text("client_secret_name", "client_secret"),
            fields.text("refresh_token_name", REFRESH_TOKEN),
            fields.text("access_token_name", "access_token"),
            fields.text("expires_in_name", "expires_in"),
            fields.text("grant_type_name", "grant_type"));
    oauthNeeds(fields);
    return new Authenticator.OAuth(
        fields.node(),
        names,
        fields.textOrNull("client_id"),
        fields.textOrNull("client_secret"),
        fields.textOrNull(REFRESH_TOKEN),
        fields.textOrNull("token_refresh_endpoint"),
        fields.textOrNull("access_token_value"),
        fields.text("grant_type", REFRESH_TOKEN),
        fields.objectOrNull("refresh_request_body"),
        fields.objectOrNull("refresh_request_headers"),
        fields.flag("send_refresh_request_as_query_params", false),
        fields.textsOrEmpty("scopes"),
        fields.textOrNull("token_expiry_date"),
        fields.textOrNull("token_expiry_date_format"),
        refreshErrors(fields),
        fields.oneOrNull("refresh_token_updater", AuthenticatorReader::updater),
        fields.oneOrNull("profile_assertion", AuthenticatorReader::jwt),
        fields.flag("use_profile_assertion", false));
  }

  private static void oauthNeeds(Fields fields) {
    if (fields.any("refresh_token_updater") != null) {
      return;
    }
    boolean profile =
        fields.any("use_profile_assertion") instanceof BooleanNode asserts
            && asserts.booleanValue();
    if (profile && fields.any("profile_assertion") == null) {
      fields.problem("needs 'profile_assertion', since it says 'use_profile_assertion'");
    }
    if (!profile && (fields.any("client_id") == null || fields.any("client_secret") == null)) {
      fields.problem("needs 'client_id' and 'client_secret'");
    }
    if (fields.text("grant_type", REFRESH_TOKEN).equals(REFRESH_TOKEN)
        && fields.any(REFRESH_TOKEN) == null) {
      fields.problem("needs a 'refresh_token', or another 'grant_type'");
    }
  }

  private static Authenticator.RefreshErrors refreshErrors(Fields fields) {
    return new Authenticator.RefreshErrors(
        fields.numbers("refresh_token_error_status_codes"),
        fields.text("refresh_token_error_key", ""),
        fields.textsOrEmpty("refresh_token_error_values"));
  }

  private static Authenticator.TokenUpdater updater(Fields fields) {
    return new Authenticator.TokenUpdater(
        fields.node(),
        fields.text("refresh_token_name", REFRESH_TOKEN),
        path(fields, "access_token_config_path", "access_token"),
        path(fields, "refresh_token_config_path", REFRESH_TOKEN),
        path(fields, "token_expiry_date_config_path", "token_expiry_date"),
        refreshErrors(fields));
  }

  private static List<String> path(Fields fields, String name, String field) {
    List<String> path = fields.textsOrNull(name);
    return path == null ? List.of("credentials", field) : path;
  }

  private static Authenticator.Jwt jwt(Fields fields) {
    return new Authenticator.Jwt(
        fields.node(),
        fields.text("secret_key"),
        fields.flag("base64_encode_secret_key", false),
        fields.text("algorithm"),
        fields.number("token_duration", 1200),
        fields.textOrNull("header_prefix"),
        fields.objectOrNull("jwt_headers"),
        fields.objectOrNull("additional_jwt_headers"),
        fields.objectOrNull("jwt_payload"),
        fields.objectOrNull("additional_jwt_payload"),
        fields.textOrNull("passphrase"),
        fields.oneOrNull("request_option", RequestOptionReader.FIELD));
  }

  private static Authenticator sessionToken(Fields fields) {
    Sent sent = fields.one("request_authentication", AuthenticatorReader::sent);
    return new Authenticator.SessionToken(
        fields.node(),
        fields.one("login_requester", RequesterReader.REQUESTER),
        fields.texts("session_token_path"),
        fields.textOrNull("expiration_duration"),
        fields.oneOrNull("decoder", DecoderReader.DECODER),
        sent.into,
        sent.token);
  }

  /** Where a session's token goes. */
  private record Sent(RequestOption.@Nullable Field into, String token) {}

  private static Sent sent(Fields fields) {
    String type = fields.node().type();
    return switch (type) {
      case "Bearer" -> new Sent(null, "{{ session_token }}");
      case "ApiKey" ->
          new Sent(
              fields.one("inject_into", RequestOptionReader.FIELD),
              fields.text("api_token", "{{ session_token }}"));
      default -> {
        fields.problem("has the type '" + type + "', and must be one of Bearer, ApiKey");
        yield new Sent(null, "");
      }
    };
  }

  private static Authenticator legacySession(Fields fields) {
    return new Authenticator.LegacySessionToken(
        fields.node(),
        fields.text("header"),
        fields.text("login_url"),
        fields.text("validate_session_url"),
        fields.text("session_token_response_key"),
        fields.textOrNull("session_token"),
        fields.textOrNull("username"),
        fields.text("password", ""));
  }

  private static Authenticator selective(Fields fields) {
    return new Authenticator.Selective(
        fields.node(),
        fields.texts("authenticator_selection_path"),
        fields.map("authenticators", AUTHENTICATOR));
  }

  private static Authenticator manyTokens(Fields fields) {
    return new Authenticator.ManyTokens(
        fields.node(),
        fields.given("tokens"),
        fields.text("token_delimiter", ","),
        fields.text("auth_method", "Bearer"),
        fields.text("header", "Authorization"),
        fields.object("quota_status_source"),
        fields.list("quotas", Fields::node));
  }
}
