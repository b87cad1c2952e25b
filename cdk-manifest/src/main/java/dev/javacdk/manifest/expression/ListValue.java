package dev.javacdk.manifest.expression;

import java.util.List;

/**
 * A list.
 *
 * @param items a view of a JSON array, which cannot change, or those of a list that the expression
 *     has built, which can
 */
record ListValue(List<Object> items) implements Items {}
