package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Job;
import dev.javacdk.concurrent.worker.StreamWork;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.message.StreamStatus;
import dev.javacdk.core.read.StreamCheckpoints;
import dev.javacdk.core.read.StreamPlan;
import dev.javacdk.core.read.StreamTally;
import dev.javacdk.core.read.Sync;
import java.util.Optional;

/**
 * The reading of one stream, as the coordinator sees it: which job is next, what has come of the
 * jobs under way, and whether all is done. Confined to the coordinator thread.
 */
abstract sealed class StreamRun permits PartitionedRun, WholeRun {

  private final StreamPlan plan;
  private final Sync sync;
  private final StreamWork work;
  private final StreamCheckpoints checkpoints;
  private final StreamTally tally;
  private int running;

  StreamRun(StreamPlan plan, Sync sync, StreamWork work) {
    this.plan = plan;
    this.sync = sync;
    this.work = work;
    this.checkpoints = new StreamCheckpoints(plan, sync);
    this.tally = new StreamTally(plan.id(), sync.clock().instant(), work.effort());
  }

  /** The next job; empty where there is none now. While none is running, that means: ever. */
  abstract Optional<Job> nextJob();

  /** A page was read; every record of it was written. */
  abstract void pageRead(Delivery delivery);

  /** A job could not be done. */
  abstract void jobFailed(Job job, Throwable failure);

  /** Whether no job is left, apart from those that are running. */
  abstract boolean isOver();

  /** Nothing is left to do and none is running: the error where not all went well. */
  abstract Optional<SourceError> outcome();

  /** Writes records. */
  final void write(Delivery.Records records) {
    if (tally.isFirst()) {
      sync.messages().status(id(), StreamStatus.RUNNING);
    }
    int bytes = records.lines().length;
    sync.messages().sink().write(records.lines(), 0, bytes);
    sync.states().records(id(), records.count(), bytes);
    tally.records(records.count());
  }

  final void started() {
    running++;
  }

  final void ended(Job job) {
    running--;
    jobEnded(job);
  }

  /** The last word of a job, whether it was done or not. */
  void jobEnded(Job job) {}

  /** How many jobs of the stream are under way. */
  final int running() {
    return running;
  }

  final StreamId id() {
    return plan.id();
  }

  final StreamPlan plan() {
    return plan;
  }

  final StreamWork work() {
    return work;
  }

  final StreamCheckpoints checkpoints() {
    return checkpoints;
  }

  final StreamTally tally() {
    return tally;
  }
}
