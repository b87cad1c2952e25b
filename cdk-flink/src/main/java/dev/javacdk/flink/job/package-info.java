/**
 * What a job reads, in → the source opened on one side, its streams, and what is said of it, out.
 *
 * <p>The enumerator and each reader open the author's source for themselves.
 */
@NullMarked
package dev.javacdk.flink.job;

import org.jspecify.annotations.NullMarked;
