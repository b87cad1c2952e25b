/** A connector of an API whose answers are ready. */
@NullMarked
package dev.javacdk.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
