package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Up to which event time a job has emitted everything, by what complete checkpoints say: what a
 * state says was read, and after a pass all from before it began. Confined to the coordinator
 * thread.
 */
final class EventTime {

  private static final long NONE = Long.MIN_VALUE;

  private final Duration lateness;
  private long watermark = NONE;

  EventTime(Duration lateness) {
    this.lateness = lateness;
  }

  /**
   * Only points in time are times.
   *
   * @throws ConfigError where a stream has no cursor of them
   */
  static void require(List<Stream> streams) {
    for (Stream stream : streams) {
      if (stream.cursor().filter(cursor -> cursor.values().isInstant()).isEmpty()) {
        throw new ConfigError(
            "stream '%s' has no event time: %s"
                .formatted(
                    stream.name(),
                    stream
                        .cursor()
                        .map(cursor -> "its cursor, " + cursor + ", is no point in time")
                        .orElse("it has no cursor")));
      }
    }
  }

  /** A complete checkpoint says where every stream stands. */
  void completed(List<StandingBooks> streams) {
    Optional<Instant> all = Optional.of(Instant.MAX);
    for (StandingBooks stream : streams) {
      all = all.flatMap(some -> stream.emittedBefore().map(at -> at.isBefore(some) ? at : some));
    }
    all.ifPresent(at -> {
      // What stands right there may still come.
      watermark = Math.max(watermark, at.minus(lateness).toEpochMilli() - 1);
    });
  }

  /** No element comes of this time or before it, in milliseconds; empty where nothing says it. */
  OptionalLong watermark() {
    return watermark == NONE ? OptionalLong.empty() : OptionalLong.of(watermark);
  }
}
