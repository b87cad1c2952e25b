/**
 * Reads partitions on a pool of workers. Read the packages in this order: {@code worker} reads
 * pages on many threads, {@code handover} carries what they read, {@code coordinator} owns order,
 * state and output on one thread. Here: what can be set.
 */
@NullMarked
package dev.javacdk.concurrent;

import org.jspecify.annotations.NullMarked;
