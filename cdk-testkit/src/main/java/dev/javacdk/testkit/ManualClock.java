package dev.javacdk.testkit;

import dev.javacdk.api.read.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it, or somebody waits on it: then it goes on by what
 * is waited for, at once. A run on it waits an hour for a limit in no time.
 *
 * <p>Two readings without a move between them are equal. Of several who wait at once each moves it
 * by its own wait, so that it may show later than any of them has asked for, never earlier. Safe
 * for use by many threads.
 */
public final class ManualClock implements RunClock {

  private final AtomicReference<Instant> now;

  private ManualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** A clock that shows {@code start}. */
  public static ManualClock at(Instant start) {
    return new ManualClock(start);
  }

  /** A clock that shows {@code start}, an ISO-8601 instant such as {@code 2026-08-01T00:00:00Z}. */
  public static ManualClock at(String start) {
    return new ManualClock(Instant.parse(start));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Nanoseconds since 1970. */
  @Override
  public long nanos() {
    Instant shown = now.get();
    return shown.getEpochSecond() * 1_000_000_000 + shown.getNano();
  }

  @Override
  public boolean await(CountDownLatch end, Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before a wait of " + time);
    }
    if (end.getCount() > 0 && !time.isNegative()) {
      advance(time);
    }
    return end.getCount() == 0;
  }

  /**
   * Moves the clock forward and returns what it shows now.
   *
   * @throws IllegalArgumentException if {@code by} is negative; {@link #set} turns a clock back
   */
  public Instant advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by is " + by + "; use set() to turn the clock back");
    }
    return now.updateAndGet(then -> then.plus(by));
  }

  /** Sets the clock to {@code instant}, forward or back. */
  public void set(Instant instant) {
    now.set(instant);
  }
}
