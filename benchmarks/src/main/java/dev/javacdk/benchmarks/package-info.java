/**
 * Benchmarks: each answers one question, says the command in its doc, and has a rival in the same
 * run, so that a result is always a ratio.
 */
@NullMarked
package dev.javacdk.benchmarks;

import org.jspecify.annotations.NullMarked;
