package dev.javacdk.concurrent.coordinator;

import dev.javacdk.concurrent.worker.Job;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.StreamPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which streams wait, which are being read, and who gets the next free worker: the stream with the
 * fewest, the earlier one in the catalog where there are several. A parent is begun before those
 * that hang on it, so that they need not ask for what it reads. Confined to the coordinator thread.
 */
final class Schedule {

  private final Deque<StreamPlan> waiting;
  private final Map<StreamId, StreamRun> active = new LinkedHashMap<>();
  private final Exclusions exclusions;

  Schedule(List<StreamPlan> plans) {
    this.waiting = new ArrayDeque<>(ParentFeeds.parentsFirst(plans));
    this.exclusions = new Exclusions(plans);
  }

  /** Begins and ends the reading of a stream. */
  interface Life {
    /** Returns nothing where the stream failed at once. */
    Optional<StreamRun> start(StreamPlan plan);

    /** Nothing is left to do. */
    void end(StreamRun run);
  }

  /** A job, and whose it is. */
  record Assignment(StreamRun run, Job job) {}

  /** The next job for a free worker; empty where there is none now. Ends streams that have none. */
  Optional<Assignment> next(Life life) {
    Optional<Assignment> next = idleWithJob(life);
    while (next.isEmpty() && startNext(life)) {
      next = idleWithJob(life);
    }
    return next.isPresent() ? next : busyWithJob();
  }

  private Optional<Assignment> idleWithJob(Life life) {
    for (StreamRun run : active()) {
      if (run.running() == 0) {
        Optional<Job> job = run.nextJob();
        if (job.isPresent()) {
          return Optional.of(new Assignment(run, job.get()));
        }
        if (!run.isWaiting()) {
          over(run);
          life.end(run);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Assignment> busyWithJob() {
    for (StreamRun run : busy()) {
      Optional<Job> job = run.nextJob();
      if (job.isPresent()) {
        return Optional.of(new Assignment(run, job.get()));
      }
    }
    return Optional.empty();
  }

  private List<StreamRun> busy() {
    // Asked for each job: no more is made of it than it takes.
    List<StreamRun> busy = new ArrayList<>(active.values());
    busy.removeIf(run -> run.running() == 0);
    busy.sort(Comparator.comparingInt(StreamRun::running));
    return busy;
  }

  /**
   * Starts the first waiting stream that may be read beside the others; returns whether one was.
   */
  private boolean startNext(Life life) {
    Iterator<StreamPlan> plans = waiting.iterator();
    while (plans.hasNext()) {
      StreamPlan plan = plans.next();
      if (exclusions.take(plan)) {
        plans.remove();
        Optional<StreamRun> run = life.start(plan);
        run.ifPresentOrElse(r -> active.put(plan.id(), r), () -> exclusions.release(plan));
        return true;
      }
    }
    return false;
  }

  /** The stream of a delivery. */
  StreamRun run(StreamId stream) {
    StreamRun run = active.get(stream);
    if (run == null) {
      throw new IllegalStateException("stream '" + stream + "' is not being read");
    }
    return run;
  }

  /** The streams that are being read, in the order in which they were started. */
  Collection<StreamRun> active() {
    return new ArrayList<>(active.values());
  }

  /** Ends the stream where nothing is left to do, even if no worker is free to ask for it. */
  void endIfOver(StreamRun run, Life life) {
    if (run.running() == 0 && run.isOver()) {
      over(run);
      life.end(run);
    }
  }

  private void over(StreamRun run) {
    active.remove(run.id());
    exclusions.release(run.plan());
  }

  /** No more streams are started. */
  void startNoMore() {
    waiting.clear();
  }

  /** Whether every stream is over. */
  boolean isDone() {
    return active.isEmpty() && waiting.isEmpty();
  }
}
