package dev.javacdk.manifest.build;

import dev.javacdk.http.auth.Auth;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.model.Authenticator;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.RequestOption;
import dev.javacdk.manifest.model.RequestOption.Into;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** An authenticator → credentials. */
final class AuthBuilder {

  private AuthBuilder() {}

  /**
   * How requests show who asks.
   *
   * @param auth for headers and query
   * @param body what goes into the body
   */
  record Shown(Auth auth, List<Injection> body) {
    static Shown of(Auth auth) {
      return new Shown(auth, List.of());
    }
  }

  static Shown build(Surroundings surroundings, @Nullable Authenticator authenticator) {
    if (authenticator == null || authenticator instanceof Authenticator.None) {
      return Shown.of(Auth.none());
    }
    Node node = authenticator.node();
    if (authenticator instanceof Authenticator.ApiKey key) {
      return key(surroundings, key);
    }
    if (authenticator instanceof Authenticator.Bearer bearer) {
      return Shown.of(Auth.bearer(surroundings.string(node, "api_token", bearer.apiToken())));
    }
    if (authenticator instanceof Authenticator.Basic basic) {
      return Shown.of(
          Auth.basic(
              surroundings.string(node, "username", basic.username()),
              surroundings.string(node, "password", basic.password())));
    }
    if (authenticator instanceof Authenticator.Custom custom) {
      return Shown.of(
          surroundings
              .replacements()
              .built(surroundings, node, custom.className(), CustomComponent.Authenticator.class));
    }
    throw new Refused(node.problem("cannot be done yet"));
  }

  private static Shown key(Surroundings surroundings, Authenticator.ApiKey key) {
    Node node = key.node();
    String token = surroundings.string(node, "api_token", key.apiToken());
    RequestOption.Field into = key.into();
    if (into == null) {
      String header = key.header();
      if (header == null) {
        throw new Refused(node.problem("needs inject_into, which says where the key goes"));
      }
      return Shown.of(Auth.header(surroundings.string(node, "header", header), token));
    }
    String place = Injection.place(into, surroundings);
    if (into.into() == Into.HEADER) {
      return Shown.of(Auth.header(place, token));
    }
    if (into.into() == Into.REQUEST_PARAMETER) {
      return Shown.of(Auth.query(place, token));
    }
    Injection field =
        Injection.of(into, surroundings, values -> JsonNodeFactory.instance.stringNode(token));
    return new Shown(Auth.none(), List.of(field));
  }
}
