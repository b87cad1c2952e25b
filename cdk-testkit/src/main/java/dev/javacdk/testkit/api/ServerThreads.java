package dev.javacdk.testkit.api;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where every thread of a server is born: daemons named after its port. */
final class ServerThreads {

  private final ExecutorService pool;

  ServerThreads(int port) {
    var count = new AtomicInteger();
    pool =
        Executors.newCachedThreadPool(task -> {
          var thread = new Thread(task, "local-api-" + port + "-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  void start(Runnable task) {
    pool.execute(task);
  }

  /** Interrupts all threads and waits for their end; false if one is still there. */
  boolean end(Duration within) {
    pool.shutdownNow();
    try {
      return pool.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
