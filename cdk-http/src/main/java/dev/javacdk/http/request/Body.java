package dev.javacdk.http.request;

import dev.javacdk.http.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a request sends. A closed family of values; safe for use by many threads. */
public sealed interface Body {

  /**
   * A JSON object.
   *
   * @param json not to be changed
   */
  record OfJson(ObjectNode json) implements Body {
    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public byte[] bytes() {
      return Json.mapper().writeValueAsBytes(json);
    }
  }

  /**
   * A form.
   *
   * @param fields in the order in which they are sent
   */
  record OfForm(List<NameValue> fields) implements Body {
    /** Keeps a copy. */
    public OfForm {
      fields = List.copyOf(fields);
    }

    @Override
    public String contentType() {
      return "application/x-www-form-urlencoded";
    }

    @Override
    public byte[] bytes() {
      return UrlText.query(fields).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Any text, sent as UTF-8.
   *
   * @param contentType the media type that is said of it
   * @param text what is sent
   */
  record OfText(String contentType, String text) implements Body {
    @Override
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The media type. */
  String contentType();

  /** What goes over the wire. */
  byte[] bytes();
}
