package dev.javacdk.manifest.expression;

/**
 * The value of what is not there: empty as text, false as a condition, and an {@link UndefinedUse}
 * for anything more.
 *
 * @param name of what was asked for
 */
record Undefined(String name) {}
