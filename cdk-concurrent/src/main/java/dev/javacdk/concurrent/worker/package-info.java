/**
 * The workers: jobs flow in, one at a time each; what was read flows out to the {@link
 * dev.javacdk.concurrent.handover.HandOver}. Each job runs on one worker's thread, all jobs of one
 * stream share a {@link dev.javacdk.concurrent.worker.StreamWork}. No worker knows the state of a
 * stream or writes a record itself.
 */
@NullMarked
package dev.javacdk.concurrent.worker;

import org.jspecify.annotations.NullMarked;
