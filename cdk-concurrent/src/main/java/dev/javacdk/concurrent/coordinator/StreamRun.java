package dev.javacdk.concurrent.coordinator;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.state.Partition;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Job;
import dev.javacdk.concurrent.worker.PartitionJob;
import dev.javacdk.concurrent.worker.StreamWork;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.read.Marks;
import dev.javacdk.core.read.RecordsOut;
import dev.javacdk.core.read.StreamCheckpoints;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.StreamTally;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one stream, as the coordinator sees it: which job is next, what has come of the
 * jobs under way, and whether all is done. Confined to the coordinator thread.
 */
abstract sealed class StreamRun permits PartitionedRun, WholeRun {

  private final StreamPlan plan;
  private final StreamWork work;
  private final Sharing sharing;
  private final StreamCheckpoints checkpoints;
  private final StreamTally tally;
  private final RecordsOut out;
  private final IdentityHashMap<Job, Marks.Part> parts = new IdentityHashMap<>();
  private int running;

  /** What went wrong that should not: nothing more is done for the stream. */
  private @Nullable SourceError fault;

  StreamRun(StreamPlan plan, Sync sync, StreamWork work, Sharing sharing) {
    this.plan = plan;
    this.work = work;
    this.sharing = sharing;
    this.checkpoints = new StreamCheckpoints(plan, sync);
    this.tally = sync.tallies().started(plan.id(), sync.clock().instant(), work.effort());
    this.out = new RecordsOut(plan, sync, tally);
  }

  // What the coordinator asks and says: a fault ends this stream, and no other

  /**
   * The next job; empty where there is none now. While none is running, and it does not wait, that
   * means: ever.
   */
  final Optional<Job> nextJob() {
    return ask(this::findJob, Optional.empty());
  }

  /** Whether it had no job when it was asked last because it waits for its parent's own stream. */
  final boolean isWaiting() {
    return fault == null && waits();
  }

  /** A page was read; every record of it was written. */
  final void pageRead(Delivery delivery) {
    if (!tell(() -> commit(delivery))) {
      // Nobody waits for what is not going to be committed.
      delivery.job().gate().committed();
    }
  }

  /** A job could not be done. */
  final void jobFailed(Job job, Throwable failure) {
    recordsOf(job).dropped();
    tell(() -> failed(job, failure));
  }

  final void ended(Job job) {
    running--;
    parts.remove(job);
    tell(() -> jobEnded(job));
  }

  /** Whether no job is left, apart from those that are running. */
  final boolean isOver() {
    return ask(this::hasNoJob, true);
  }

  /**
   * Nothing is left to do and none is running: writes the last state. Returns the error where not
   * all went well.
   */
  final Optional<SourceError> finish() {
    Optional<SourceError> error = ask(this::outcome, Optional.empty());
    tell(error.isPresent() ? checkpoints::writeLast : checkpoints::finish);
    return fault == null ? error : Optional.of(fault);
  }

  /** Writes the last state. */
  final void writeLast() {
    tell(checkpoints::writeLast);
  }

  /** Writes the state where one is due by now. */
  final void writeWhatIsDue() {
    tell(checkpoints::again);
  }

  /** Does it; returns whether it was done. */
  @CanIgnoreReturnValue
  private boolean tell(Runnable what) {
    return ask(
        () -> {
          what.run();
          return true;
        },
        false);
  }

  /**
   * What can be said of the stream. Behind a fault nothing can be: the states that were written
   * before are the last that are safe.
   */
  private <T> T ask(Supplier<T> what, T otherwise) {
    if (fault != null) {
      return otherwise;
    }
    try {
      return what.get();
    } catch (ReadStopped e) {
      throw e;
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      fault = Failures.of(e, "stream '" + id() + "'");
      work.abandon();
      return otherwise;
    }
  }

  // What each kind of stream does

  abstract Optional<Job> findJob();

  abstract void commit(Delivery delivery);

  abstract void failed(Job job, Throwable failure);

  abstract boolean hasNoJob();

  abstract Optional<SourceError> outcome();

  /** Whether the next job comes of what its parent's own stream reads. */
  boolean waits() {
    return false;
  }

  /** The last word of a job, whether it was done or not. */
  void jobEnded(Job job) {}

  /** The records that a job reads. */
  final Marks.Part recordsOf(Job job) {
    return parts.computeIfAbsent(
        job,
        of -> out.part(of instanceof PartitionJob part ? part.partition() : Partition.whole()));
  }

  /** Writes records. */
  final void write(Delivery.Records records) {
    if (fault != null) {
      return;
    }
    byte[] lines = records.lines();
    out.write(
        recordsOf(records.job()),
        records.count(),
        lines.length,
        sink -> sink.write(lines, 0, lines.length));
  }

  final void started() {
    running++;
  }

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

  final Sharing sharing() {
    return sharing;
  }

  final StreamCheckpoints checkpoints() {
    return checkpoints;
  }

  final StreamTally tally() {
    return tally;
  }
}
