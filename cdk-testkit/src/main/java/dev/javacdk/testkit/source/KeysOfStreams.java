package dev.javacdk.testkit.source;

import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Where the records of each stream have their key, as the source says. Immutable. */
final class KeysOfStreams {

  private final Map<StreamId, List<List<String>>> keys = new TreeMap<>();

  /** As {@code discover} says. */
  KeysOfStreams(Attempt discover) {
    for (ProtocolMessage catalog : discover.of("CATALOG")) {
      for (JsonNode stream : catalog.json().at("/catalog/streams")) {
        List<List<String>> paths = new ArrayList<>();
        for (JsonNode path : stream.path("source_defined_primary_key")) {
          paths.add(path.valueStream().map(name -> name.asString("")).toList());
        }
        StreamId.in(stream, "name").ifPresent(id -> keys.put(id, paths));
      }
    }
  }

  /** The paths of a stream's key; none where it has no key. */
  List<List<String>> of(StreamId stream) {
    return keys.getOrDefault(stream, List.of());
  }

  /** What stands at a path; a missing node where nothing does. */
  static JsonNode at(JsonNode record, List<String> path) {
    JsonNode value = record;
    for (String name : path) {
      value = value.path(name);
    }
    return value;
  }
}
