package dev.javacdk.http.auth;

import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Body;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.NameValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a token endpoint wants to be asked, and where it answers: as RFC 6749 has it, but for what is
 * said. Changed only on a copy that nobody else has seen yet.
 */
final class TokenEndpoint {

  final URI url;
  boolean json;
  boolean withGrantType = true;
  Map<String, String> names = new TreeMap<>();
  List<NameValue> headers = new ArrayList<>();
  List<NameValue> parameters = new ArrayList<>();
  Pointer accessToken = Pointer.of("/access_token");
  Pointer expiresIn = Pointer.of("/expires_in");
  Pointer refreshToken = Pointer.of("/refresh_token");

  TokenEndpoint(URI url) {
    this.url = url;
  }

  TokenEndpoint copy() {
    TokenEndpoint copy = new TokenEndpoint(url);
    copy.json = json;
    copy.withGrantType = withGrantType;
    copy.names = new TreeMap<>(names);
    copy.headers = new ArrayList<>(headers);
    copy.parameters = new ArrayList<>(parameters);
    copy.accessToken = accessToken;
    copy.expiresIn = expiresIn;
    copy.refreshToken = refreshToken;
    return copy;
  }

  /** The request with these fields, which are called as the endpoint calls them. */
  Call call(List<NameValue> fields) {
    List<NameValue> sent = new ArrayList<>();
    for (NameValue field : fields) {
      if (withGrantType || !field.name().equals("grant_type")) {
        sent.add(new NameValue(names.getOrDefault(field.name(), field.name()), field.value()));
      }
    }
    sent.addAll(parameters);
    Call call = Call.post(url, body(sent)).header("Accept", "application/json");
    for (NameValue header : headers) {
      call = call.header(header.name(), header.value());
    }
    return call;
  }

  private Body body(List<NameValue> fields) {
    if (!json) {
      return new Body.OfForm(fields);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach(field -> object.put(field.name(), field.value()));
    return new Body.OfJson(object);
  }

  /** The text at this place of an answer; empty where there is none. */
  static String text(JsonNode answer, Pointer place) {
    JsonNode value = place.in(answer);
    return value == null || value.isNull() || value.isContainer() ? "" : Json.text(value);
  }
}
