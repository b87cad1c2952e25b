package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.flink.job.JobSettings;
import dev.javacdk.flink.job.StateListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Where complete checkpoints say that the streams stand, for whoever wants to know: the listener of
 * states, and the event time. Confined to the coordinator thread.
 */
final class Standings {

  private final InstantSource clock;
  private final @Nullable StatesOut states;
  private final @Nullable EventTime time;
  private final Counter skipped;

  /**
   * For whom these settings name.
   *
   * @param skipped counts where not everybody was heard who reads a part of a stream
   */
  Standings(JobSettings settings, InstantSource clock, Counter skipped) {
    StateListener listener = settings.listener();
    Duration lateness = settings.lateness();
    this.clock = clock;
    this.states = listener == null ? null : new StatesOut(listener, clock);
    this.time = lateness == null ? null : new EventTime(lateness);
    this.skipped = skipped;
  }

  /** Refuses streams of which what is wanted cannot be said. */
  void require(List<Stream> streams) {
    if (time != null) {
      EventTime.require(streams);
    }
  }

  /** A checkpoint is complete, and the books know what it says. */
  void completed(Checkpoint checkpoint, Collection<StreamBooks> books, Instant began)
      throws Exception {
    if (states == null && time == null) {
      return;
    }
    List<StandingBooks> standing = new ArrayList<>();
    for (StreamBooks stream : books) {
      // What was read to its end stands as it stands: nothing of it is newer than the checkpoint.
      Optional<StandingBooks> at =
          stream.isOver()
              ? Optional.of(new StandingBooks(stream, stream, began))
              : checkpoint.union(stream, clock);
      at.ifPresentOrElse(standing::add, skipped::inc);
    }
    if (states != null) {
      states.completed(standing);
    }
    if (time != null && standing.size() == books.size()) {
      time.completed(standing);
    }
  }

  /**
   * Up to which event time everything was emitted, in milliseconds; empty where nothing says it.
   */
  OptionalLong watermark() {
    return time == null ? OptionalLong.empty() : time.watermark();
  }
}
