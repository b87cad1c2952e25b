package dev.javacdk.http.request;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.json.Pointer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts values into a JSON object, making the objects on the way. */
public final class JsonPlaces {

  private JsonPlaces() {}

  /**
   * Sets a value.
   *
   * @param place a field at the top, or a JSON pointer; the empty one: the fields of an object
   * @throws SystemError where the whole is set to what is no object
   */
  public static void set(ObjectNode root, String place, JsonNode value) {
    List<String> segments = Pointer.field(place).segments();
    if (segments.isEmpty()) {
      if (!(value instanceof ObjectNode object)) {
        throw new SystemError("the body must be a JSON object, and is " + value);
      }
      root.setAll(object);
      return;
    }
    ObjectNode at = root;
    for (String segment : segments.subList(0, segments.size() - 1)) {
      at = at.get(segment) instanceof ObjectNode inner ? inner : at.putObject(segment);
    }
    at.set(segments.get(segments.size() - 1), value);
  }
}
