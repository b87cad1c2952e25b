package dev.javacdk.api.read;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time of a run: what it is, and how it passes for who waits. All waits of the kit go through
 * it, for limits, between attempts, and for a token to expire; a test puts another one in its
 * place, on which an hour passes at once. Safe for use by many threads.
 *
 * <p>What is waited for because somebody else has yet to do it, an answer or a free worker, takes
 * its time on whatever clock.
 */
@FunctionalInterface
public interface RunClock extends InstantSource {

  /** The clock of this machine. */
  static RunClock system() {
    return Instant::now;
  }

  /** Nanoseconds since some moment; only their differences say anything. Never goes back. */
  default long nanos() {
    return System.nanoTime();
  }

  /**
   * Waits on the calling thread until so much time has passed or the latch is open.
   *
   * @param time nothing is waited where it is not positive
   * @return whether the latch is open
   * @throws InterruptedException where the thread is interrupted meanwhile
   */
  default boolean await(CountDownLatch end, Duration time) throws InterruptedException {
    // At least as long as was said: a latch waits for whole milliseconds.
    return end.await(time.plusNanos(999_999).toMillis(), TimeUnit.MILLISECONDS);
  }
}
