/**
 * The checkpoint readers: what a stream reads next, and what may be said about its progress. State
 * and progress flow in, slices and checkpoints flow out. Confined to the thread that reads the
 * stream; none of them does I/O, but for the parent pages that a partitioned one asks for.
 */
@NullMarked
package dev.javacdk.core.checkpoint;

import org.jspecify.annotations.NullMarked;
