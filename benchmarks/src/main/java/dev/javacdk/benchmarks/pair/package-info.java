/**
 * Measures a benchmark and its rival in turns, each in a process of its own: whatever else the
 * machine does meets both of them, and neither spoils what the JVM learns about the other.
 * Benchmark classes flow in, ratios flow out.
 */
@NullMarked
package dev.javacdk.benchmarks.pair;

import org.jspecify.annotations.NullMarked;
