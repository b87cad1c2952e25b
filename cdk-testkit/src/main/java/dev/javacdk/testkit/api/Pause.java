package dev.javacdk.testkit.api;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once when the server closes. Safe for use by many threads. */
final class Pause {

  private final CountDownLatch closed = new CountDownLatch(1);

  /** Waits that long; false if the server closed meanwhile or the thread was interrupted. */
  boolean of(Duration time) {
    if (time.isZero()) {
      return closed.getCount() > 0;
    }
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends all waits, present and to come. */
  void end() {
    closed.countDown();
  }

  boolean ended() {
    return closed.getCount() == 0;
  }
}
