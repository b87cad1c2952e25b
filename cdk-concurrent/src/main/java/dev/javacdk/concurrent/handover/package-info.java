/**
 * The way from the workers to the coordinator: a queue bounded in bytes and in items. What was read
 * flows in on many threads and out on one.
 */
@NullMarked
package dev.javacdk.concurrent.handover;

import org.jspecify.annotations.NullMarked;
