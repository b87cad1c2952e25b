package dev.javacdk.core.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A partitioned state with an entry for each finished partition, at all levels. */
public final class ExpandedState {

  private ExpandedState() {}

  /** The state; others are left as they are. */
  public static JsonNode of(JsonNode state) {
    if (!(state instanceof ObjectNode object)) {
      return state;
    }
    ObjectNode expanded = object.deepCopy();
    JsonNode finished = expanded.remove("finished");
    if (finished != null) {
      ArrayNode states = expanded.withArray("states");
      finished.forEach(group -> expand((ObjectNode) group, states));
    }
    if (expanded.path("handed_out") instanceof ObjectNode parents) {
      for (String parent : parents.propertyNames()) {
        parents.set(parent, of(parents.get(parent)));
      }
    }
    return expanded;
  }

  private static void expand(ObjectNode group, ArrayNode states) {
    String name =
        group.propertyNames().stream()
            .filter(n -> group.get(n).isArray())
            .findFirst()
            .orElseThrow();
    for (JsonNode value : group.get(name)) {
      ObjectNode entry = states.addObject();
      entry.set("partition", group.deepCopy());
      ((ObjectNode) entry.get("partition")).set(name, value);
      entry.putObject("cursor").put("__ab_full_refresh_sync_complete", true);
    }
  }
}
