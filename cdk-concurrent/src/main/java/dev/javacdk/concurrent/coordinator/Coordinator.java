package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.concurrent.ConcurrentSettings;
import dev.javacdk.concurrent.worker.Crew;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Job;
import dev.javacdk.concurrent.worker.StallWatch;
import dev.javacdk.concurrent.worker.StreamWork;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.StreamStatus;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The one thread that owns order, state and output of a sync. It takes what the workers hand over
 * in the order in which it comes: writes the records of a page, then applies the page's progress to
 * the state, then writes that state where it is due. So no state gets ahead of its records,
 * whatever the workers do. It waits for nothing but the workers and the output.
 */
final class Coordinator implements Schedule.Life {

  private static final Logger LOG = SafeLogs.of(Coordinator.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Sync sync;
  private final ConcurrentSettings settings;
  private final Crew crew;
  private final Schedule schedule;
  private final Sharing sharing;
  private final Pulse pulse;
  private final Set<Job> underWay = new LinkedHashSet<>();
  private final List<StreamFailure> failures = new ArrayList<>();

  /** Reads a sync with the help of this crew, which is ended with it. */
  Coordinator(Sync sync, ConcurrentSettings settings, Crew crew) {
    this(sync, settings, crew, ParentFeeds.MOST_BYTES);
  }

  /**
   * Reads a sync with the help of this crew, which is ended with it.
   *
   * @param shared how much of one parent is kept for those that hang on it
   */
  Coordinator(Sync sync, ConcurrentSettings settings, Crew crew, long shared) {
    this.sync = sync;
    this.settings = settings;
    this.crew = crew;
    this.schedule = new Schedule(sync.streams());
    this.sharing = new Sharing(sync.streams(), shared);
    this.pulse = new Pulse(sync.clock(), new StallWatch(settings.stallAfter()));
  }

  /**
   * Reads all streams.
   *
   * @throws ReadStopped where the sync was stopped: what was committed is written
   */
  List<StreamFailure> read() {
    try {
      readAll();
      return failures;
    } catch (ReadStopped e) {
      release();
      acceptTheRest();
      sayStopped();
      throw e;
    } finally {
      release();
      List<String> left = crew.end(PATIENCE);
      if (!left.isEmpty()) {
        LOG.warn("these workers do not heed that reading has stopped: {}", left);
      }
    }
  }

  private void readAll() {
    assign();
    while (!schedule.isDone()) {
      Delivery delivery = take();
      if (delivery != null) {
        accept(delivery);
      }
      sync.stop().check();
      if (pulse.isDue()) {
        pulse.beat(schedule.active(), underWay.stream().map(Job::activity).toList());
      }
      assign();
    }
  }

  private @Nullable Delivery take() {
    try {
      return crew.poll(TICK);
    } catch (InterruptedException e) {
      sync.stop().check();
      throw new ReadStopped("interrupted");
    }
  }

  private void accept(Delivery delivery) {
    StreamRun run = schedule.run(delivery.job().stream());
    if (delivery instanceof Delivery.Records records) {
      run.write(records);
    } else if (delivery instanceof Delivery.Discarded discarded) {
      run.recordsOf(discarded.job()).dropped();
    } else if (delivery instanceof Delivery.Begun begun) {
      sharing.begins(begun);
    } else if (delivery instanceof Delivery.Ended ended) {
      ended(run, ended);
    } else {
      run.pageRead(delivery);
    }
  }

  private void ended(StreamRun run, Delivery.Ended ended) {
    crew.freed();
    underWay.remove(ended.job());
    sharing.ended(ended.job());
    Throwable failure = ended.failure();
    if (failure != null) {
      Fatal.throwFrom(failure);
    }
    sync.stop().check();
    boolean limited = failure instanceof ReadStopped && !run.work().isWanted();
    if (failure != null && !limited) {
      run.jobFailed(ended.job(), failure);
    }
    run.ended(ended.job());
    schedule.endIfOver(run, this);
  }

  /** Gives every free worker a job, as long as there is one. */
  private void assign() {
    Optional<Schedule.Assignment> next = nextAssignment();
    while (next.isPresent()) {
      give(next.get());
      next = nextAssignment();
    }
    sharing.settle(schedule.active());
  }

  private Optional<Schedule.Assignment> nextAssignment() {
    return crew.hasFree() ? schedule.next(this) : Optional.empty();
  }

  private void give(Schedule.Assignment assignment) {
    assignment.run().started();
    sharing.given(assignment.job());
    underWay.add(assignment.job());
    crew.give(assignment.job());
  }

  @Override
  public Optional<StreamRun> start(StreamPlan plan) {
    sync.messages().status(plan.id(), StreamStatus.STARTED);
    try {
      StreamWork work =
          new StreamWork(plan, sync, settings.pageBytes(), crew, sharing.fieldsOf(plan));
      Optional<Ledger> ledger = CheckpointReaders.ledger(plan.stream(), plan.state(), sync.clock());
      return Optional.of(
          ledger.isPresent()
              ? new PartitionedRun(plan, sync, work, sharing, ledger.get(), settings.workers())
              : new WholeRun(
                  plan,
                  sync,
                  work,
                  sharing,
                  CheckpointReaders.of(plan.stream(), plan.state(), work.parents(), sync.clock())));
    } catch (ReadStopped e) {
      throw e;
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      sharing.over(plan.id(), schedule.active());
      failed(plan, Failures.of(e, "stream '" + plan.id() + "'"));
      return Optional.empty();
    }
  }

  @Override
  public void end(StreamRun run) {
    Optional<SourceError> error = run.finish();
    sharing.over(run.id(), schedule.active());
    sumUp(run);
    if (error.isPresent()) {
      failed(run.plan(), error.get());
    } else {
      sync.messages().status(run.id(), StreamStatus.COMPLETE);
    }
  }

  private void sumUp(StreamRun run) {
    run.work().notices().sayCounted();
    Instant now = sync.clock().instant();
    run.tally().ended(now);
    LOG.info("{}", run.tally().line(now));
  }

  private void failed(StreamPlan plan, SourceError error) {
    sync.messages().error(error, Optional.of(plan.id()));
    sync.messages().status(plan.id(), StreamStatus.INCOMPLETE);
    failures.add(new StreamFailure(plan.id(), error));
    if (sync.stopOnFailure()) {
      schedule.startNoMore();
    }
  }

  /** What was handed over before the stop is written and committed, without waiting for more. */
  private void acceptTheRest() {
    Instant until = sync.clock().instant().plus(PATIENCE);
    boolean interrupted = Thread.interrupted();
    try {
      Delivery delivery = crew.poll(Duration.ZERO);
      while (delivery != null && sync.clock().instant().isBefore(until)) {
        if (!(delivery instanceof Delivery.Ended)) {
          accept(delivery);
        }
        delivery = crew.poll(Duration.ZERO);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was committed is written, by this thread and nobody else. */
  private void sayStopped() {
    for (StreamRun run : schedule.active()) {
      sumUp(run);
      run.writeLast();
      sync.messages().status(run.id(), StreamStatus.INCOMPLETE);
    }
  }

  /** Nobody waits for this thread any more. */
  private void release() {
    if (!underWay.isEmpty()) {
      sync.stop().stop("reading has ended");
    }
    crew.close();
    underWay.forEach(job -> job.gate().committed());
  }
}
