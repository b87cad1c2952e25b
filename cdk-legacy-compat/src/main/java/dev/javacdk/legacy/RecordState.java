package dev.javacdk.legacy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.StreamState;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state that is computed from the last record: the bridge between {@link UpdatedState} and {@link
 * StateMixin}. It can go with the former. Confined to the thread that reads.
 */
final class RecordState implements StateMixin {

  private final String stream;
  private final UpdatedState updates;
  private ObjectNode current = JsonNodeFactory.instance.objectNode();

  RecordState(String stream, UpdatedState updates) {
    this.stream = stream;
    this.updates = updates;
  }

  /** The record was written. */
  void add(ObjectNode record) {
    ObjectNode updated = updates.updatedState(current, record);
    if (updated == null) {
      throw new SystemError(
          "stream '%s': updatedState returned null; return the current state where a record changes nothing"
              .formatted(stream));
    }
    current = updated;
  }

  @Override
  public StreamState state() {
    if (current.isEmpty()) {
      return StreamState.initial();
    }
    try {
      return StreamState.at(CursorPosition.of(current));
    } catch (IllegalArgumentException e) {
      throw new SystemError("stream '" + stream + "': its updatedState: " + e.getMessage(), e);
    }
  }

  @Override
  public void state(StreamState state) {
    current = StateMaps.of(state);
  }
}
