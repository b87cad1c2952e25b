/** One listing that is read with pages asked for before their turn, and without. */
@NullMarked
package dev.javacdk.benchmarks.ahead;

import org.jspecify.annotations.NullMarked;
