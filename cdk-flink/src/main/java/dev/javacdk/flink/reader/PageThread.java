package dev.javacdk.flink.reader;

import static dev.javacdk.flink.split.Reached.End.OPEN;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.javacdk.api.Stream;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.page.StreamOutput;
import dev.javacdk.core.tally.Effort;
import dev.javacdk.flink.job.ConnectorFailure;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The fetch thread of a reader: reads its splits one after the other, a page ahead of what is
 * emitted. A split whose reading fails is ended as failed, and the next is read. Safe for use by
 * many threads.
 *
 * @param <T> the elements
 */
final class PageThread<T> implements AutoCloseable {

  private static final Logger LOG = SafeLogs.of(PageThread.class);
  private static final long PATIENCE_MILLIS = 3_000;

  private final OpenedSource source;
  private final RecordFormat<T> format;
  private final boolean hasTime;
  private final Effort effort;
  private final AtomicLong waiting = new AtomicLong();
  private final Map<String, StreamOutput> outputs = new HashMap<>();
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final Deque<PartitionSplit> splits = new ArrayDeque<>();

  @GuardedBy("lock")
  private CompletableFuture<Object> signal = new CompletableFuture<>();

  @GuardedBy("lock")
  private CompletableFuture<Void> available = CompletableFuture.allOf(signal);

  @GuardedBy("lock")
  private @Nullable Delivery<T> ready;

  @GuardedBy("lock")
  private @Nullable Throwable failure;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * What was read and not emitted yet.
   *
   * @param split of which split
   */
  record Delivery<T>(PartitionSplit split, Page<T> page) {}

  /**
   * The fetch thread of a reader.
   *
   * @param hasTime whether elements have an event time
   */
  PageThread(
      OpenedSource source, RecordFormat<T> format, boolean hasTime, Effort effort, String name) {
    this.source = source;
    this.format = format;
    this.hasTime = hasTime;
    this.effort = effort;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  // The task's side

  /** Reads these too. */
  void give(List<PartitionSplit> more) {
    lock.lock();
    try {
      splits.addAll(more);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is to be emitted next; empty where there is nothing now.
   *
   * @throws Error where the machine itself has failed
   */
  Optional<Delivery<T>> poll() {
    lock.lock();
    try {
      if (failure != null) {
        throw source.told(failure);
      }
      Delivery<T> next = ready;
      ready = null;
      if (next != null) {
        waiting.addAndGet(-next.page().records().size());
      }
      changed.signalAll();
      return Optional.ofNullable(next);
    } finally {
      lock.unlock();
    }
  }

  /** How many records were read, and are not emitted yet. */
  long waiting() {
    return waiting.get();
  }

  /** Done as soon as something is to be emitted, or {@link #wake} was called. */
  CompletableFuture<Void> available() {
    lock.lock();
    try {
      if (signal.isDone() && ready == null && failure == null) {
        signal = new CompletableFuture<>();
        available = CompletableFuture.allOf(signal);
      }
      return available;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever waits for something to emit looks again. */
  void wake() {
    lock.lock();
    try {
      signal.complete(this);
    } finally {
      lock.unlock();
    }
  }

  /** Ends it; what is being read is interrupted. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    source.sync().stop().stop("the reader is closed");
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("{} ignores that it was interrupted", thread.getName());
    }
    outputs.values().forEach(output -> output.notices().sayCounted());
  }

  // The thread's side

  private void run() {
    try {
      while (true) {
        PartitionSplit split = next();
        Optional<SplitReading<T>> reading = Optional.empty();
        boolean more = true;
        while (more) {
          Page<T> page;
          try {
            if (reading.isEmpty()) {
              reading = Optional.of(begin(split));
            }
            Optional<Page<T>> read = reading.get().next();
            if (read.isEmpty()) {
              continue;
            }
            page = read.get();
          } catch (ReadStopped e) {
            throw e;
          } catch (Throwable e) {
            reading.ifPresent(SplitReading::drop);
            page = failed(split, reading.map(SplitReading::reached).orElse(split.reached()), e);
          }
          handOver(new Delivery<>(split, page));
          more = page.reached().end() == OPEN;
        }
      }
    } catch (ReadStopped | InterruptedException e) {
      LOG.debug("{} ends", thread.getName());
    } catch (Throwable e) {
      broken(e);
    }
  }

  private PartitionSplit next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (splits.isEmpty() && !closed) {
        changed.await();
      }
      requireOpen();
      return splits.remove();
    } finally {
      lock.unlock();
    }
  }

  private SplitReading<T> begin(PartitionSplit split) {
    Stream stream = source.stream(split.stream());
    StreamOutput output =
        outputs.computeIfAbsent(
            split.stream(),
            name -> new StreamOutput(stream, source.sync(), StreamOutput.PAGE_BYTES));
    RecordTime time = hasTime ? RecordTime.of(stream, source.sync().clock()) : RecordTime.none();
    return new SplitReading<>(
        split,
        stream,
        source.sync(),
        output,
        effort,
        format,
        time,
        waiting,
        SplitReading.MOST_HELD);
  }

  private Page<T> failed(PartitionSplit split, Reached reached, Throwable failure) {
    Fatal.throwFrom(failure);
    // What is thrown because reading was interrupted is no failure of the split.
    source.sync().stop().check();
    ConnectorFailure told = source.told(failure);
    LOG.error("{} failed: {}", source.redact(split.toString()), told.getMessage(), told);
    return new Page<>(List.of(), 0, reached.failed(String.valueOf(told.getMessage())));
  }

  private void handOver(Delivery<T> delivery) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (ready != null && !closed) {
        changed.await();
      }
      requireOpen();
      ready = delivery;
      signal.complete(this);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void requireOpen() {
    if (closed) {
      throw new ReadStopped("the reader is closed");
    }
  }

  private void broken(Throwable why) {
    lock.lock();
    try {
      failure = why;
      signal.complete(this);
    } finally {
      lock.unlock();
    }
  }
}
