package dev.javacdk.core.message;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

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

  /** Everything behind the data, with the line feed. */
  static SerializableString tail(long emittedAt) {
    return new SerializedString(",\"emitted_at\":" + emittedAt + "}}\n");
  }
}
