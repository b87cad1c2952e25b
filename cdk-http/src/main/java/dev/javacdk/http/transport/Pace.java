package dev.javacdk.http.transport;

import dev.javacdk.http.settings.Timeouts;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Judges whether a body arrives fast enough, by the time that was spent waiting for it. Confined to
 * the thread that reads.
 */
final class Pace {

  private final Timeouts timeouts;
  private final LongSupplier nanos;
  private final long began;

  private long total;
  private long idle;
  private long windowWaited;
  private long windowBytes;
  private long waitBegan;

  /** A pace whose request began at this reading of the clock. */
  Pace(Timeouts timeouts, LongSupplier nanos, long began) {
    this.timeouts = timeouts;
    this.nanos = nanos;
    this.began = began;
  }

  void arrived(int bytes) {
    if (bytes > 0) {
      total += bytes;
      windowBytes += bytes;
      idle = 0;
    }
  }

  void waitBegins() {
    waitBegan = nanos.getAsLong();
  }

  /** How long a wait may last before {@link #check} has something to say. */
  Duration patience() {
    long left = timeouts.idle().toNanos() - idle;
    if (timeouts.floor() > 0) {
      left = Math.min(left, timeouts.window().toNanos() - windowWaited);
    }
    if (timeouts.bound().isPresent()) {
      left = Math.min(left, timeouts.bound().get().toNanos() - (nanos.getAsLong() - began));
    }
    return Duration.ofNanos(Math.max(left, 0));
  }

  void waitEnded() throws TooSlow {
    long waited = nanos.getAsLong() - waitBegan;
    idle += waited;
    windowWaited += waited;
    if (timeouts.floor() > 0 && windowWaited >= timeouts.window().toNanos()) {
      long least = timeouts.floor() * timeouts.window().toMillis() / 1000;
      if (windowBytes < least) {
        throw new TooSlow(
            "too slow: "
                + windowBytes
                + " bytes in "
                + words(Duration.ofNanos(windowWaited))
                + ", at least "
                + timeouts.floor()
                + " a second are wanted");
      }
      windowWaited = 0;
      windowBytes = 0;
    }
  }

  void check() throws TooSlow {
    if (idle >= timeouts.idle().toNanos()) {
      throw new TooSlow(
          "no data for " + words(timeouts.idle()) + " after " + total + " bytes of the body");
    }
    checkWhole();
  }

  void checkWhole() throws TooSlow {
    Duration bound = timeouts.bound().orElse(null);
    if (bound != null && nanos.getAsLong() - began >= bound.toNanos()) {
      throw new TooSlow("not complete after " + words(bound));
    }
  }

  /** {@code 60 s}, {@code 250 ms}. */
  static String words(Duration duration) {
    long millis = duration.toMillis();
    return millis >= 1000 && millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
