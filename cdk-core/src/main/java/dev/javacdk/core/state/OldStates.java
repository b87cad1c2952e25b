package dev.javacdk.core.state;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.StreamId;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads states of shapes that the protocol has given up. Found by {@link java.util.ServiceLoader},
 * and asked before a state is refused. Called on the main thread; pure.
 */
public interface OldStates {

  /**
   * The states of a value of the state file, by stream; empty where the value is of no old shape,
   * so that another may be asked.
   *
   * @param json one value of the file, not of a shape of today
   * @param file where it came from, for messages
   * @throws ConfigError where it is of an old shape and cannot be understood; it names what is
   *     wrong and what was expected
   */
  Optional<Map<StreamId, ObjectNode>> read(JsonNode json, String file);
}
