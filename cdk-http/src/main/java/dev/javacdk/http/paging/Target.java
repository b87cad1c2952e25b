package dev.javacdk.http.paging;

import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Where in a request a position goes. A value.
 *
 * @param kind of place
 * @param name of the parameter or header; a pointer, or a field, in the body
 */
record Target(Kind kind, String name) {

  enum Kind {
    QUERY,
    BODY,
    FORM,
    HEADER
  }

  /** What the position is called: the parameter's name, or the last segment of a pointer. */
  String field() {
    return kind == Kind.BODY ? Pointer.field(name).last() : name;
  }

  Call put(Call call, JsonNode value) {
    return switch (kind) {
      case QUERY -> call.query(name, Json.text(value));
      case BODY -> call.json(name, value);
      case FORM -> call.form(name, value);
      case HEADER -> call.header(name, Json.text(value));
    };
  }

  String words() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
