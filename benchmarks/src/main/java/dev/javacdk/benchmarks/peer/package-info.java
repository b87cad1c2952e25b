/** A connector that other kits' clients run and whose states they exchange with it. */
@NullMarked
package dev.javacdk.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
