package dev.javacdk.legacy.state;

import dev.javacdk.core.message.ExactJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A small model of the reader that held connections before: what it makes of a STATE message. It
 * knows the stream's descriptor, its state as a map, the two marks of a full refresh, and a list of
 * partitions with their cursors. Every other key it ignores.
 *
 * @param stream the stream's name
 * @param state its state
 */
record OldReader(String stream, JsonNode state) {

  private static final String DONE = "__ab_full_refresh_sync_complete";
  private static final Set<String> MARKS = Set.of(DONE, "__ab_no_cursor_state_message");

  static OldReader of(String line) {
    JsonNode state = ExactJson.MAPPER.readTree(line).path("state");
    if (!state.path("type").asString().equals("STREAM")) {
      throw new IllegalArgumentException("the old reader knows STREAM only: " + line);
    }
    return new OldReader(
        state.at("/stream/stream_descriptor/name").asString(), state.at("/stream/stream_state"));
  }

  /** Users from the cursor on, the last one again. */
  List<String> users(int last) {
    return numbers("u", state.path("u").asInt(1), last);
  }

  /** Pages from the token on; none where the stream is done. */
  List<String> pages(int last) {
    return state.path(DONE).asBoolean(false)
        ? List.of()
        : numbers("p", state.path("page").asInt(1), last);
  }

  /** All of a full refresh: its last word says only that it was read. */
  List<String> everything(int last) {
    for (String name : state.propertyNames()) {
      if (!MARKS.contains(name)) {
        throw new IllegalStateException("no mark of a full refresh: " + name);
      }
    }
    return numbers("u", 1, last);
  }

  /** Pages of each parent's partition: none where it is done, all where it is not listed. */
  List<String> children(int parents, int pages) {
    List<String> read = new ArrayList<>();
    if (state.path(DONE).asBoolean(false)) {
      return read;
    }
    for (int parent = 1; parent <= parents; parent++) {
      JsonNode cursor = cursorOf(parent);
      if (!cursor.path(DONE).asBoolean(false)) {
        for (int page = cursor.path("page").asInt(0); page < pages; page++) {
          read.add("{\"of\":%d,\"page\":%d}".formatted(parent, page));
        }
      }
    }
    return read;
  }

  private JsonNode cursorOf(int parent) {
    for (JsonNode entry : state.path("states")) {
      if (entry.at("/partition/parent_id").asInt(0) == parent) {
        return entry.path("cursor");
      }
    }
    return tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
  }

  private static List<String> numbers(String field, int first, int last) {
    List<String> read = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      read.add("{\"%s\":%d}".formatted(field, i));
    }
    return read;
  }
}
