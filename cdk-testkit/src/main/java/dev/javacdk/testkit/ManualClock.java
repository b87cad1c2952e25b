package dev.javacdk.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Two readings without a move between them are equal. Safe for use by many threads.
 */
public final class ManualClock implements InstantSource {

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
