package dev.javacdk.core.tally;

import dev.javacdk.core.message.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How far the streams of a sync are, in the order in which they were begun. Safe for many threads.
 */
public final class Tallies {

  private final List<StreamTally> streams = new CopyOnWriteArrayList<>();

  /**
   * A stream is started now.
   *
   * @param effort what talking to its API costs
   */
  public StreamTally started(StreamId stream, Instant now, Effort effort) {
    StreamTally tally = new StreamTally(stream, now, effort);
    streams.add(tally);
    return tally;
  }

  /** How far each is. */
  List<StreamTally.Standing> standing(Instant now) {
    return streams.stream().map(tally -> tally.standing(now)).toList();
  }
}
