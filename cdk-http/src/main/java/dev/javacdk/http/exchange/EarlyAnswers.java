package dev.javacdk.http.exchange;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests to one API that are sent before their answers are needed, by all who read it: on
 * threads of their own, bounded in number and in bytes. Safe for use by many threads.
 */
final class EarlyAnswers {

  /** An answer that is longer is not held. */
  static final int LONGEST = 2 << 20;

  /** So many bytes wait for their turn at most. */
  private static final long MOST_BYTES = 16L << 20;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** The threads end a minute after their last request. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cdk-ahead-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
      });

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** Asks once; null where nothing comes of it. */
  interface Asking {
    EarlyRequest.@Nullable Held ask() throws Exception;
  }

  /**
   * Sends a request, unless enough of them are under way.
   *
   * @param most how many may be
   */
  Optional<Early> send(int most, Asking asking) {
    if (underWay.incrementAndGet() > most || bytes.get() >= MOST_BYTES) {
      underWay.decrementAndGet();
      return Optional.empty();
    }
    EarlyRequest early = new EarlyRequest(this, asking);
    THREADS.execute(() -> {
      try {
        early.run();
      } finally {
        underWay.decrementAndGet();
      }
    });
    return Optional.of(early);
  }

  /** Whether there is room for an answer of so many bytes, which it takes. */
  boolean keep(int size) {
    if (bytes.addAndGet(size) > MOST_BYTES) {
      bytes.addAndGet(-size);
      return false;
    }
    return true;
  }

  void forget(int size) {
    bytes.addAndGet(-size);
  }
}
