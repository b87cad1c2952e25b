package dev.javacdk.api;

import dev.javacdk.api.spec.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What the catalog that an operator chose says of one stream. A value; safe for use by many
 * threads.
 *
 * @param name the stream's name
 * @param namespace its namespace, where it has one
 * @param schema what discover said of its records, maybe with fields taken out
 * @param primaryKey the key that the source defined; empty where it did not
 * @param cursorField the path of the cursor field; empty where there is none
 */
public record ConfiguredStream(
    String name,
    Optional<String> namespace,
    Schema schema,
    List<List<String>> primaryKey,
    List<String> cursorField) {

  /** Keeps copies. */
  public ConfiguredStream {
    primaryKey = List.copyOf(primaryKey);
    cursorField = List.copyOf(cursorField);
  }
}
