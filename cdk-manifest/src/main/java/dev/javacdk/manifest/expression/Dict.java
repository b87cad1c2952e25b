package dev.javacdk.manifest.expression;

import java.util.Map;

/**
 * Values by their keys, in the order in which they came.
 *
 * @param items by {@link Values#key}; a view of a JSON object, which cannot change, or those of a
 *     map that the expression has built
 * @param attributes what can be asked for by a dot besides the keys: a slice has its parts there
 */
record Dict(Map<Object, Object> items, Map<String, Object> attributes) {

  Dict(Map<Object, Object> items) {
    this(items, Map.of());
  }
}
