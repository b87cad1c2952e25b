package dev.javacdk.legacy;

import dev.javacdk.api.state.StreamState;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** States as old streams see them: a plain object, empty where nothing was read. */
final class StateMaps {

  private StateMaps() {}

  /** A copy of the state's fields. */
  static ObjectNode of(StreamState state) {
    return state instanceof StreamState.Position position
        ? position.cursor().toJson()
        : JsonNodeFactory.instance.objectNode();
  }
}
