/**
 * Whole processes: connectors and rivals as programs, and what runs them, measures time and memory,
 * and kills them. Commands flow in, measurements flow out.
 */
@NullMarked
package dev.javacdk.benchmarks.process;

import org.jspecify.annotations.NullMarked;
