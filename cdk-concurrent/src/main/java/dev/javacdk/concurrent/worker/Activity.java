package dev.javacdk.concurrent.worker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Tells a stalled worker from a busy one. Written by the worker, read by the coordinator; no clock
 * is asked for a sign of life.
 */
public final class Activity {

  private static final ThreadLocal<Activity> CURRENT = new ThreadLocal<>();

  private enum Doing {
    READING,
    HANDING_OVER,
    WAITING
  }

  private final Supplier<String> who;
  private final AtomicLong signs = new AtomicLong();
  private volatile Doing doing = Doing.READING;

  Activity(Supplier<String> who) {
    this.who = who;
  }

  /** The activity of the calling thread from now on. */
  void begin() {
    CURRENT.set(this);
  }

  static void end() {
    CURRENT.remove();
  }

  /** Does this as a wait that is no stall, where the calling thread is a worker. */
  static void waiting(Runnable wait) {
    Activity activity = CURRENT.get();
    if (activity == null) {
      wait.run();
      return;
    }
    activity.doing = Doing.WAITING;
    try {
      wait.run();
    } finally {
      activity.reading();
    }
  }

  /** A sign of life: a record, a page. Cheap. */
  void sign() {
    signs.lazySet(signs.getPlain() + 1);
  }

  void reading() {
    sign();
    doing = Doing.READING;
  }

  void handingOver() {
    sign();
    doing = Doing.HANDING_OVER;
  }

  /** How many signs of life there were. */
  public long signs() {
    return signs.get();
  }

  /** Whether it waits for the author's code, not for the output or for a rate limit. */
  public boolean isReading() {
    return doing == Doing.READING;
  }

  /** Whose it is. */
  @Override
  public String toString() {
    return who.get();
  }
}
