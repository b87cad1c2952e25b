package dev.javacdk.concurrent.worker;

import dev.javacdk.api.Stream;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.feed.ParentFields;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.ParentStreams;
import dev.javacdk.core.page.StreamOutput;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Effort;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What all jobs of one stream share. Safe for use by many threads, but for {@link #parents()},
 * which belongs to the one job that fetches a parent page at a time.
 */
public final class StreamWork {

  private final Stream stream;
  private final StreamId id;
  private final StreamState incoming;
  private final StreamOutput shared;
  private final Effort effort = new Effort();
  private final ReadContext context;
  private final StopSignal stop;
  private final InstantSource clock;
  private final ParentStreams parents;
  private final Crew crew;
  private volatile boolean isAbandoned;
  private volatile boolean isShared;
  private final Queue<JobReading> idle = new ConcurrentLinkedQueue<>();

  /**
   * The work on one stream of a sync.
   *
   * @param pageBytes how much of a page a worker holds until it was read to its end
   * @param crew takes what is read
   * @param kept what those who hang on the stream need of its records; null where nobody does
   */
  public StreamWork(
      StreamPlan plan, Sync sync, int pageBytes, Crew crew, @Nullable ParentFields kept) {
    this.stream = plan.stream();
    this.id = plan.id();
    this.incoming = CheckpointReaders.incoming(stream, plan.state());
    this.shared = new StreamOutput(stream, sync, pageBytes, kept);
    this.isShared = kept != null;
    this.context = new WorkerContext(new KitContext(id, sync, effort));
    this.stop = sync.stop();
    this.clock = sync.clock();
    this.parents = new ParentStreams(stream, context, stop, shared.notices());
    this.crew = crew;
  }

  /**
   * Whether more records of the stream are wanted: by the operator, and after all that happened.
   */
  public boolean isWanted() {
    return !isAbandoned && !shared.limit().isReached();
  }

  /** Nothing more is made of what is read: those who read end with their page. */
  public void abandon() {
    isAbandoned = true;
  }

  /** What is odd about the stream. */
  public StreamNotices notices() {
    return shared.notices();
  }

  /** Nobody takes any more of what is read. */
  public void shareNoMore() {
    isShared = false;
  }

  /** Whether others may take what is read. */
  boolean isShared() {
    return isShared;
  }

  /** Gets pages of the stream's parents; one at a time. */
  public ParentStreams parents() {
    return parents;
  }

  /** What talking to the API has cost so far. */
  public Effort effort() {
    return effort;
  }

  Stream stream() {
    return stream;
  }

  StreamId id() {
    return id;
  }

  StreamOutput shared() {
    return shared;
  }

  ReadContext context() {
    return context;
  }

  StopSignal stop() {
    return stop;
  }

  InstantSource clock() {
    return clock;
  }

  Crew crew() {
    return crew;
  }

  /** A reading for the calling worker alone. */
  JobReading take() {
    JobReading reading = idle.poll();
    return reading == null ? new JobReading(this, incoming) : reading;
  }

  void giveBack(JobReading reading) {
    idle.add(reading);
  }
}
