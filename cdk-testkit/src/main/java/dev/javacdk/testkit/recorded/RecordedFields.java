package dev.javacdk.testkit.recorded;

import dev.javacdk.testkit.message.Json;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An object in a recording: its fields as JSON, of which each must be what it is read as. */
record RecordedFields(Map<String, String> fields) {

  /**
   * The fields of an object.
   *
   * @throws IllegalArgumentException if it is none
   * @throws JacksonException if it is no JSON
   */
  static RecordedFields of(String json) {
    return new RecordedFields(
        JsonText.fields(json)
            .orElseThrow(() -> new IllegalArgumentException("there is no JSON object")));
  }

  /** A field as it is written. */
  String raw(String name) {
    String json = fields.get(name);
    if (json == null) {
      throw new IllegalArgumentException("there is no '" + name + "'");
    }
    return json;
  }

  /** A field that is a text. */
  String text(String name) {
    JsonNode value = Json.MAPPER.readTree(raw(name));
    if (!value.isString()) {
      throw new IllegalArgumentException("'" + name + "' is no text: " + shown(raw(name)));
    }
    return value.asString();
  }

  /** The exchange of a line. */
  Exchange exchange() {
    RecordedFields request = of(raw("request"));
    RecordedFields response = of(raw("response"));
    Map<String, String> headers = new TreeMap<>();
    RecordedFields written = of(response.raw("headers"));
    written.fields.keySet().forEach(name -> headers.put(name, written.text(name)));
    return new Exchange(
        request.text("method"),
        new Target(request.text("target")),
        request.body(),
        response.status(),
        headers,
        response.body());
  }

  private int status() {
    String raw = raw("status");
    if (!raw.matches("[1-9]\\d\\d")) {
      throw new IllegalArgumentException("'status' is no status of HTTP: " + shown(raw));
    }
    return Integer.parseInt(raw);
  }

  private Body body() {
    for (Body.Kind kind : Body.Kind.values()) {
      @Nullable String json = fields.get(kind.field());
      if (kind != Body.Kind.NONE && json != null) {
        Body body = new Body(kind, kind == Body.Kind.JSON ? json : text(kind.field()));
        if (kind == Body.Kind.BASE64) {
          requireBase64(body.text());
        }
        return body;
      }
    }
    return Body.none();
  }

  private static void requireBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'base64' is none: " + e.getMessage(), e);
    }
  }

  private static String shown(String json) {
    return json.length() > 60 ? json.substring(0, 60) + "..." : json;
  }
}
