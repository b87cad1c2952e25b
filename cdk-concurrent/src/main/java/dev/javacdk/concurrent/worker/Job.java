package dev.javacdk.concurrent.worker;

import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.StreamId;

/**
 * What a worker is given to do. Made by the coordinator, run once, on a worker's thread; the
 * coordinator hears of it by {@link Delivery}s, of which {@link Delivery.Ended} is the last.
 */
public abstract sealed class Job permits PartitionJob, ParentJob, StreamJob {

  private final StreamWork work;
  private final Activity activity = new Activity(this::toString);
  private final PageGate gate = new PageGate();

  Job(StreamWork work) {
    this.work = work;
  }

  /** What a job does, one after the other. Confined to the thread that does the job. */
  interface Steps extends AutoCloseable {

    /**
     * Reads one page, and hands over what was read. May block.
     *
     * @return whether there is more to do
     * @throws Exception where it cannot be read
     */
    boolean next() throws Exception;

    /** The job has ended, in whatever way. */
    @Override
    default void close() {}
  }

  /** Begins. Called once, on the thread that does the job. */
  abstract Steps begin();

  /**
   * Does all of it. May block.
   *
   * @throws Exception where something cannot be read
   */
  final void run() throws Exception {
    try (Steps steps = begin()) {
      boolean more = true;
      while (more) {
        more = steps.next();
      }
    }
  }

  /** Which part of the stream it is about, in a few words; empty where it is all of it. */
  public abstract String part();

  /** The stream that it reads. */
  public final StreamId stream() {
    return work.id();
  }

  /** What its worker is doing. Safe for use by many threads. */
  public final Activity activity() {
    return activity;
  }

  /** Holds back a page until the one before was committed. Safe for use by many threads. */
  public final PageGate gate() {
    return gate;
  }

  final StreamWork work() {
    return work;
  }

  /** The reading of a page begins, which others may take. */
  final void begins(StreamSlice slice) {
    if (work.isShared()) {
      put(new Delivery.Begun(this, slice));
    }
  }

  /** Hands over the records of the page that is being read. */
  final void handOver(Delivery.Records records) {
    activity.handingOver();
    gate.enter();
    put(records);
  }

  /** Hands over what the page that was read says. */
  final void handOverPage(Delivery page) {
    activity.handingOver();
    gate.enter();
    gate.leave();
    put(page);
  }

  /** Hands over what is not of a page, or inside of one whose records were handed over. */
  final void put(Delivery delivery) {
    activity.handingOver();
    work.crew().put(delivery);
    activity.reading();
  }

  /** The stream, and which part of it. */
  @Override
  public final String toString() {
    String part = part();
    String whole = "stream '" + stream() + "'";
    return part.isEmpty() ? whole : whole + ", " + part;
  }
}
