package dev.javacdk.http.paging;

import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    HEADER,
    PATH,
    URL,
    NOWHERE
  }

  /** What the position is called: the parameter's name, or the last segment of a pointer. */
  String field() {
    return kind == Kind.BODY ? Pointer.field(name).last() : name;
  }

  /** The call with the value in its place; what goes into the path is there before it is a call. */
  Call put(Call call, JsonNode value) {
    return switch (kind) {
      case QUERY -> call.query(name, Json.text(value));
      case BODY -> call.json(name, value);
      case FORM -> call.form(name, value);
      case HEADER -> call.header(name, Json.text(value));
      case PATH, NOWHERE -> call;
      case URL -> call.url(withOwnParameters(Link.address(call.url(), value), call.url()));
    };
  }

  /** What the request says by itself, unless the address says it. */
  private static URI withOwnParameters(URI address, URI own) {
    List<NameValue> missing =
        UrlText.parameters(own).stream()
            .filter(parameter -> UrlText.parameter(address, parameter.name()) == null)
            .toList();
    return UrlText.withQuery(address, missing);
  }

  /** The path with the value in its place; without the segment where there is no value. */
  String inPath(String path, @Nullable JsonNode value) {
    if (kind != Kind.PATH) {
      return path;
    }
    String mark = mark();
    return value == null
        ? path.replace("/" + mark, "").replace(mark, "")
        : path.replace(mark, UrlText.escape(Json.text(value)));
  }

  /** What stands for the value in a path. */
  String mark() {
    return "{" + name + "}";
  }

  String words() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
