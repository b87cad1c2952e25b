package dev.javacdk.http.exchange;

import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.settings.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The throttle of one host, shared by all who ask it. Safe for use by many threads. */
final class SharedThrottle {

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final Throttle throttle;

  SharedThrottle(Retries retries) {
    this.throttle = new Throttle(retries);
  }

  /** Returns when a request may be sent; waits on the calling thread. */
  void await(SourceContext context) {
    while (true) {
      Instant now = context.clock().instant();
      Throttle.Turn turn = take(now);
      if (!turn.at().isAfter(now)) {
        return;
      }
      context.awaitRateLimit(turn.at());
      if (isGood(turn)) {
        return;
      }
    }
  }

  /**
   * An answer that is no limit has come.
   *
   * @param sent when its request was sent
   */
  void answered(Instant sent, Instant now) {
    lock.lock();
    try {
      throttle.answered(sent, now);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A limit was met: nobody asks for a while.
   *
   * @param sent when the request was sent
   * @param asked how long the API asks to wait; null where it does not say
   * @return until when; empty where limits were all that came for longer than they are waited for
   */
  Optional<Instant> limited(Instant sent, Instant now, @Nullable Duration asked) {
    lock.lock();
    try {
      return throttle.limited(sent, now, asked);
    } finally {
      lock.unlock();
    }
  }

  /** Whether nobody has to wait for a turn now. */
  boolean isFree(Instant now) {
    lock.lock();
    try {
      return throttle.isFree(now);
    } finally {
      lock.unlock();
    }
  }

  private Throttle.Turn take(Instant now) {
    lock.lock();
    try {
      return throttle.take(now);
    } finally {
      lock.unlock();
    }
  }

  private boolean isGood(Throttle.Turn turn) {
    lock.lock();
    try {
      return throttle.isGood(turn);
    } finally {
      lock.unlock();
    }
  }
}
