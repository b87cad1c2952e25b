package dev.javacdk.legacy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.ExactJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A slice as a plain map, in both directions: its fields at the top level, and again as {@code
 * partition} and {@code cursor_slice}. It can go with {@link LegacyStream}.
 */
final class MappingSlice {

  private static final String PARTITION = "partition";
  private static final String CURSOR_SLICE = "cursor_slice";

  /** Tells a slice that the stream gave from one that the kit asks for. No part of its identity. */
  private static final ObjectNode GIVEN =
      JsonNodeFactory.instance.objectNode().put("given_by_the_stream", true);

  private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

  private MappingSlice() {}

  /** The slice that stands for a map which the stream gave. */
  static StreamSlice given(String stream, Map<String, ?> slice) {
    JsonNode json = ExactJson.MAPPER.valueToTree(slice);
    if (!(json instanceof ObjectNode fields)) {
      throw new SystemError(
          "stream '%s': a slice must be written as a JSON object, but is %s"
              .formatted(stream, json));
    }
    requireFree(stream, fields);
    return StreamSlice.of(Partition.of(fields).withData(GIVEN), CursorPosition.start());
  }

  /** Whether the stream gave this slice itself. */
  static boolean isGiven(StreamSlice slice) {
    return slice.partition().data().equals(GIVEN);
  }

  /** The slice as the stream sees it. */
  static Map<String, @Nullable Object> of(String stream, StreamSlice slice) {
    ObjectNode partition = slice.partition().toJson();
    ObjectNode cursor = slice.cursor().toJson();
    requireFree(stream, cursor);
    ObjectNode all = partition.deepCopy();
    for (Map.Entry<String, JsonNode> field : cursor.properties()) {
      if (all.has(field.getKey())) {
        throw new SystemError(
            "stream '%s': '%s' is both in its slice %s and in its position %s; call one of them otherwise"
                .formatted(stream, field.getKey(), partition, cursor));
      }
      all.set(field.getKey(), field.getValue());
    }
    all.set(PARTITION, partition);
    all.set(CURSOR_SLICE, cursor);
    return ExactJson.MAPPER.convertValue(all, MAP);
  }

  private static void requireFree(String stream, ObjectNode fields) {
    for (String name : new String[] {PARTITION, CURSOR_SLICE}) {
      if (fields.has(name)) {
        throw new SystemError(
            "stream '%s': a slice cannot have a field '%s' of its own, but %s has; the kit puts its own there"
                .formatted(stream, name, fields));
      }
    }
  }
}
