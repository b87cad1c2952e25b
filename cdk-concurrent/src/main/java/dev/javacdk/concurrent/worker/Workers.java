package dev.javacdk.concurrent.worker;

import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.concurrent.handover.HandOver;
import dev.javacdk.core.log.MessageLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A pool of workers, each a thread. Each does one job at a time and says when it has ended; a
 * thread is started only when there is a job for it.
 */
public final class Workers implements Crew {

  private final int most;
  private final HandOver<Delivery> handOver;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private int busy;
  private volatile boolean ended;

  /**
   * At most so many workers.
   *
   * @param handOver holds what they have read until the coordinator takes it
   */
  public Workers(int most, HandOver<Delivery> handOver) {
    this.most = most;
    this.handOver = handOver;
  }

  @Override
  public boolean hasFree() {
    return busy < most;
  }

  @Override
  public void give(Job job) {
    if (!hasFree()) {
      throw new IllegalStateException("no worker is free for " + job);
    }
    busy++;
    if (busy > threads.size()) {
      threads.add(WorkerThreads.start("cdk-worker", this::work));
    }
    jobs.add(job);
  }

  @Override
  public void freed() {
    busy--;
  }

  @Override
  public void put(Delivery delivery) {
    handOver.put(delivery, delivery.bytes());
  }

  /**
   * As {@link Crew#poll}.
   *
   * @throws HandOver.Failed where a worker has died
   */
  @Override
  public @Nullable Delivery poll(Duration time) throws InterruptedException {
    return handOver.poll(time);
  }

  @Override
  public void close() {
    handOver.close();
  }

  private void work() {
    while (!ended) {
      try {
        run(jobs.take());
      } catch (InterruptedException e) {
        // Left over from a job, unless the pool has ended.
      } catch (Throwable e) {
        handOver.fail(e);
        return;
      }
    }
  }

  private void run(Job job) {
    Throwable failure = null;
    begin(job);
    try {
      job.run();
    } catch (Throwable e) {
      failure = e;
    }
    end();
    try {
      put(new Delivery.Ended(job, failure));
    } catch (ReadStopped e) {
      // Nobody wants to know any more.
    }
  }

  private static void begin(Job job) {
    String context = job.toString();
    Thread.currentThread().setName("cdk-worker " + context);
    if (!job.part().isEmpty()) {
      MDC.put(MessageLogger.CONTEXT, context);
    }
    job.activity().begin();
  }

  private static void end() {
    Activity.end();
    MDC.remove(MessageLogger.CONTEXT);
    Thread.currentThread().setName("cdk-worker");
  }

  /** Interrupts all workers, and waits until they are gone. */
  @Override
  public List<String> end(Duration patience) {
    ended = true;
    threads.forEach(Thread::interrupt);
    long until = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    List<String> left = new ArrayList<>();
    for (Thread thread : threads) {
      interrupted |= !joined(thread, until);
      if (thread.isAlive()) {
        left.add(thread.getName());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  /** Waits for the end of a thread; returns whether it was not interrupted meanwhile. */
  private static boolean joined(Thread thread, long until) {
    boolean calm = true;
    long left = until - System.nanoTime();
    while (thread.isAlive() && left > 0) {
      try {
        thread.join(1 + left / 1_000_000);
      } catch (InterruptedException e) {
        calm = false;
      }
      left = until - System.nanoTime();
    }
    return calm;
  }
}
