package dev.javacdk.http.request;

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
   * @param place a field at the top, or a JSON pointer
   */
  public static void set(ObjectNode root, String place, JsonNode value) {
    List<String> segments = Pointer.field(place).segments();
    ObjectNode at = root;
    for (String segment : segments.subList(0, segments.size() - 1)) {
      at = at.get(segment) instanceof ObjectNode inner ? inner : at.putObject(segment);
    }
    at.set(segments.get(segments.size() - 1), value);
  }
}
