package dev.javacdk.core.sync;

import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RunClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The time that a run has: on which clock it passes, and whether it is over because no more records
 * are wanted. Safe for use by many threads.
 */
public final class StopSignal {

  private final CountDownLatch latch = new CountDownLatch(1);
  private final RunClock clock;
  private volatile String reason = "";

  /** A run on the clock of this machine. */
  public StopSignal() {
    this(RunClock.system());
  }

  /** A run on this clock. */
  public StopSignal(RunClock clock) {
    this.clock = clock;
  }

  /** The time of the run. */
  public RunClock clock() {
    return clock;
  }

  /** No more records are wanted, for this reason. The first reason stays. */
  public synchronized void stop(String reason) {
    if (latch.getCount() > 0) {
      this.reason = reason;
      latch.countDown();
    }
  }

  /** Whether no more records are wanted. */
  public boolean isStopped() {
    return latch.getCount() == 0;
  }

  /** Throws {@link ReadStopped} where no more records are wanted. */
  public void check() {
    if (isStopped()) {
      throw new ReadStopped(reason);
    }
  }

  /**
   * Waits on the calling thread.
   *
   * @throws ReadStopped where reading is stopped, or the thread interrupted, meanwhile
   */
  public void pause(Duration time) {
    try {
      if (clock.await(latch, time)) {
        throw new ReadStopped(reason);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadStopped("interrupted");
    }
  }
}
