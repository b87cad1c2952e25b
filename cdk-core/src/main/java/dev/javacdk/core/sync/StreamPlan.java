package dev.javacdk.core.sync;

import dev.javacdk.api.Stream;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.Refresh;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream to be read in this sync.
 *
 * @param stream its definition
 * @param state its state as it came in; an empty object where none did
 * @param refresh of which refresh it is read
 */
public record StreamPlan(Stream stream, ObjectNode state, Refresh refresh) {

  /** Of a catalog that says nothing of refreshes. */
  public StreamPlan(Stream stream, ObjectNode state) {
    this(stream, state, Refresh.none());
  }

  /** Which stream it is. */
  public StreamId id() {
    return StreamId.of(stream);
  }
}
