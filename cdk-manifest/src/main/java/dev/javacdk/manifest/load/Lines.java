package dev.javacdk.manifest.load;

import java.util.IdentityHashMap;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** On which line of the file an object or an array began. Confined to one thread while filled. */
final class Lines {

  private final IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();

  /** Counted from 1. */
  void put(JsonNode container, int line) {
    lines.put(container, line);
  }

  /** What was made of another one began where that did. */
  void same(JsonNode made, JsonNode from) {
    Integer line = lines.get(from);
    if (line != null) {
      lines.put(made, line);
    }
  }

  OptionalInt of(JsonNode container) {
    Integer line = lines.get(container);
    return line == null ? OptionalInt.empty() : OptionalInt.of(line);
  }
}
