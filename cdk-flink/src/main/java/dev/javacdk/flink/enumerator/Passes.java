package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a job reads its streams again: not at all, or so long after it began to the last time.
 * Confined to the coordinator thread.
 */
final class Passes {

  private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

  private final Optional<Duration> interval;
  private Instant began;

  /**
   * Goes on in a pass.
   *
   * @param began when it began
   */
  Passes(Optional<Duration> interval, Instant began) {
    this.interval = interval;
    this.began = began;
  }

  /**
   * Only what has a cursor has something to read again.
   *
   * @throws ConfigError where none of them has
   */
  void require(List<Stream> streams) {
    if (interval.isPresent() && streams.stream().allMatch(s -> s.cursor().isEmpty())) {
      throw new ConfigError(
          "the job reads again every %s, but nothing has a cursor of %s"
              .formatted(
                  interval.get(), String.join(", ", streams.stream().map(Stream::name).toList())));
    }
  }

  /** Whether there is but one. */
  boolean areOver() {
    return interval.isEmpty();
  }

  /** When the one under way began. */
  Instant began() {
    return began;
  }

  /** Whether it is time for the next one. */
  boolean isDue(Instant now) {
    return interval.isPresent() && !now.isBefore(began.plus(interval.get()));
  }

  /** The next one begins. */
  void begin(Instant now) {
    began = now;
  }

  /** How often to look whether it is time, in milliseconds; empty where it never is. */
  Optional<Long> tick() {
    return interval.map(
        time -> Math.max(1, Math.min(time.toMillis() / 4, LONGEST_TICK.toMillis())));
  }
}
