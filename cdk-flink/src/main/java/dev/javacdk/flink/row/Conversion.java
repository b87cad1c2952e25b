package dev.javacdk.flink.row;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a value of Flink of one of JSON. Goes to every machine of the cluster. */
@FunctionalInterface
interface Conversion extends Serializable {

  /**
   * The value, as Flink's tables have it inside.
   *
   * @param value of JSON; of a scalar neither null nor missing
   * @return null where it does not fit, or is NULL
   */
  @Nullable Object of(JsonNode value);
}
