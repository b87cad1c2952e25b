package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps in a position the keys of the last rows before it, so that a later attempt can tell whether
 * rows have moved since. Pure.
 */
public final class Edge {

  /** What it is called in a position. */
  static final String FIELD = "edge";

  private Edge() {}

  /** The position with these keys, each of one value or more. */
  public static CursorPosition mark(CursorPosition position, List<List<JsonNode>> keys) {
    if (keys.isEmpty()) {
      return position;
    }
    ObjectNode marked = position.toJson();
    ArrayNode edge = marked.putArray(FIELD);
    keys.forEach(key -> edge.addArray().addAll(key));
    return CursorPosition.of(marked);
  }

  /** The keys; none where the position has none. */
  public static List<List<JsonNode>> of(CursorPosition position) {
    List<List<JsonNode>> keys = new ArrayList<>();
    JsonNode edge = position.value(FIELD);
    if (edge != null) {
      edge.forEach(key -> keys.add(List.copyOf(key.valueStream().toList())));
    }
    return keys;
  }
}
