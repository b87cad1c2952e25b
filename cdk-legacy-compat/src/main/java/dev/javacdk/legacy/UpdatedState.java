package dev.javacdk.legacy;

import tools.jackson.databind.node.ObjectNode;

/**
 * For a {@link LegacyStream} with a cursor whose state is computed from its records, one after the
 * other. Called on the thread that reads the stream.
 *
 * <p>Exists for streams that know no other way to keep state. It can go when the stream says {@link
 * dev.javacdk.api.Stream#cursor()} without it: the kit then keeps the greatest value itself.
 */
public interface UpdatedState {

  /**
   * The state after this record. Called once a record, after the record was written.
   *
   * @param current the state before it; may be changed and returned
   * @param record the record just written
   * @return the state that covers the record too; never null; empty means that nothing was read
   */
  ObjectNode updatedState(ObjectNode current, ObjectNode record);
}
