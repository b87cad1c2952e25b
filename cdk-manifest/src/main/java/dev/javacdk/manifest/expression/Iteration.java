package dev.javacdk.manifest.expression;

import java.util.List;

/**
 * Values that are there to be gone through, and have no places to ask for.
 *
 * @param kind how Python calls it: {@code dict_keys}, {@code generator}
 */
record Iteration(String kind, List<Object> items) implements Items {}
