package dev.javacdk.testkit.api;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where every thread of a server is born: daemons named after its port. */
final class ServerThreads {

  private final ExecutorService pool;
  private final Set<Thread> born = ConcurrentHashMap.newKeySet();

  ServerThreads(int port) {
    var count = new AtomicInteger();
    pool =
        Executors.newCachedThreadPool(task -> {
          var thread = new Thread(task, "local-api-" + port + "-" + count.incrementAndGet());
          thread.setDaemon(true);
          born.removeIf(other -> other.getState() == Thread.State.TERMINATED);
          born.add(thread);
          return thread;
        });
  }

  void start(Runnable task) {
    pool.execute(task);
  }

  /** Interrupts all threads and waits until they are dead; false if one is still there. */
  boolean end(Duration within) {
    pool.shutdownNow();
    long until = System.nanoTime() + within.toNanos();
    try {
      boolean idle = pool.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS);
      for (Thread thread : born) {
        // The pool calls itself terminated a moment before its last threads are.
        thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        idle &= !thread.isAlive();
      }
      return idle;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
