/**
 * A savepoint in → the states of the kit out, by a command: a job goes on on one machine, or as
 * another job.
 *
 * <p>All of it runs on the main thread of a process of its own.
 */
@NullMarked
package dev.javacdk.flink.savepoint;

import org.jspecify.annotations.NullMarked;
