package dev.javacdk.manifest.expression;

import java.util.List;

/** Values in a fixed order. */
record Tuple(List<Object> items) implements Items {

  static Tuple of(Object... items) {
    return new Tuple(List.of(items));
  }
}
