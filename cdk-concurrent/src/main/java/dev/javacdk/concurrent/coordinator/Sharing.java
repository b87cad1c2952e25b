package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Job;
import dev.javacdk.concurrent.worker.ParentJob;
import dev.javacdk.concurrent.worker.PartitionJob;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.feed.ParentFeed;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.feed.ParentFields;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.StreamPlan;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages of parents that are streams of the sync themselves, on their way to those who hang on them.
 * Where more is kept than may be, the parent's workers wait as long as somebody at work is going to
 * take some of it; else the newest is forgotten, so that nobody waits for ever. Confined to the
 * coordinator thread.
 */
final class Sharing {

  private final ParentFeeds feeds;

  /** Those that wait, and what they read. */
  private final Map<Job, Partition> held = new LinkedHashMap<>();

  /**
   * Between these streams.
   *
   * @param mostBytes how much of one parent is kept
   */
  Sharing(List<StreamPlan> plans, long mostBytes) {
    this.feeds = ParentFeeds.of(plans, mostBytes);
  }

  /** What is kept of a stream's records; null where nobody hangs on it. */
  @Nullable ParentFields fieldsOf(StreamPlan plan) {
    return feeds.fieldsOf(plan.id()).orElse(null);
  }

  // What is done with a parent

  private Optional<ParentFeed> feedOf(Job job) {
    return job instanceof ParentJob ? Optional.empty() : feeds.of(job.stream());
  }

  private static Partition read(Job job) {
    return job instanceof PartitionJob part ? part.partition() : Partition.whole();
  }

  /** A job is given to a worker. */
  void given(Job job) {
    feedOf(job).ifPresent(feed -> feed.opened(read(job)));
  }

  /** The reading of a page begins. */
  void begins(Delivery.Begun begun) {
    feeds.of(begun.job().stream()).ifPresent(feed -> feed.begins(begun.slice()));
  }

  /** A page was committed: its worker goes on, unless too much is kept by now. */
  void committed(Job job, @Nullable KeptPage kept) {
    ParentFeed feed = feedOf(job).orElse(null);
    if (feed != null) {
      feed.read(read(job), kept);
      if (feed.isFull()) {
        held.put(job, read(job));
        return;
      }
    }
    job.gate().committed();
  }

  /** A job has ended, whether it was done or not. */
  void ended(Job job) {
    feedOf(job).ifPresent(feed -> feed.left(read(job)));
  }

  /** Lets those go on who need not wait any more. Called whenever free workers have their jobs. */
  void settle(Collection<StreamRun> active) {
    Iterator<Map.Entry<Job, Partition>> waiting = held.entrySet().iterator();
    while (waiting.hasNext()) {
      Map.Entry<Job, Partition> next = waiting.next();
      ParentFeed feed = feedOf(next.getKey()).orElseThrow();
      if (feed.isFull()) {
        if (feed.isGoingToBeTaken(child -> isAtWork(child, active))) {
          continue;
        }
        feed.forgetLast(next.getValue());
      }
      waiting.remove();
      next.getKey().gate().committed();
    }
  }

  private boolean isAtWork(ParentFeed.Child child, Collection<StreamRun> active) {
    return active.stream().anyMatch(run -> run.running() > 0 && feeds.isOf(run.id(), child));
  }

  // What those do who hang on it

  /** What becomes of a request for a page of a stream's parents. */
  ParentFeed.Answer ask(StreamId stream, ParentRequest request) {
    return feeds.ask(stream, request);
  }

  /** A page was fetched that had to be. */
  void fetched(StreamId stream, ParentRequest request, Progress progress) {
    feeds.fetched(stream, request, progress);
  }

  /**
   * The stream is over; of those that are read, some may have nobody any more who hangs on them.
   */
  void over(StreamId stream, Collection<StreamRun> active) {
    feeds.over(stream);
    for (StreamRun run : active) {
      if (feeds.of(run.id()).filter(feed -> !feed.isWanted()).isPresent()) {
        run.work().shareNoMore();
      }
    }
  }
}
