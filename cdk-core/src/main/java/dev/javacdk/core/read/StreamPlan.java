package dev.javacdk.core.read;

import dev.javacdk.api.Stream;
import dev.javacdk.core.message.StreamId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream to be read in this sync.
 *
 * @param stream its definition
 * @param state its state as it came in; an empty object where none did
 */
public record StreamPlan(Stream stream, ObjectNode state) {

  /** Which stream it is. */
  public StreamId id() {
    return StreamId.of(stream);
  }
}
