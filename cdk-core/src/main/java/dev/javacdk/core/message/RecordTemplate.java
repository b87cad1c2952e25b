package dev.javacdk.core.message;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JsonNode;

/**
 * The bytes around the data of a stream's RECORD messages, encoded once. Immutable; safe for use by
 * many threads.
 *
 * @param head everything before the data
 */
record RecordTemplate(SerializableString head) {

  static RecordTemplate of(StreamId stream) {
    StringBuilder head = new StringBuilder("{\"type\":\"RECORD\",\"record\":");
    String descriptor = stream.toJson().toString().replaceFirst("\"name\":", "\"stream\":");
    head.append(descriptor, 0, descriptor.length() - 1).append(",\"data\":");
    return new RecordTemplate(new SerializedString(head.toString()));
  }

  /**
   * Everything behind the data, with the line feed.
   *
   * @param partition what the record is to say of which partition it is; null where nothing
   */
  static SerializableString tail(long emittedAt, @Nullable JsonNode partition) {
    String meta = partition == null ? "" : ",\"meta\":{\"partition\":" + partition + "}";
    return new SerializedString(",\"emitted_at\":" + emittedAt + meta + "}}\n");
  }
}
