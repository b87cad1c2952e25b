package dev.javacdk.flink.reader;

import static dev.javacdk.flink.split.Reached.End.OPEN;

import dev.javacdk.api.Stream;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.page.StreamOutput;
import dev.javacdk.core.tally.Effort;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.split.PartitionSplit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads the splits of a reader, one after the other, a page each time it is asked. One whose
 * reading fails is ended as failed, and the next is read. Confined to the fetch thread, but for
 * {@link #interrupt}.
 *
 * @param <T> the elements
 */
final class PageFetcher<T> implements SplitReader<Page<T>, PartitionSplit> {

  private final OpenedSource source;
  private final RecordFormat<T> format;
  private final Effort effort;
  private final Deque<PartitionSplit> waiting = new ArrayDeque<>();
  private final Map<String, StreamOutput> outputs = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SplitReading<T> reading;

  /** Reads a page now; null where none does. Guarded by the lock. */
  private @Nullable Thread thread;

  PageFetcher(OpenedSource source, RecordFormat<T> format, Effort effort) {
    this.source = source;
    this.format = format;
    this.effort = effort;
  }

  @Override
  public RecordsWithSplitIds<Page<T>> fetch() {
    RecordsBySplits.Builder<Page<T>> fetched = new RecordsBySplits.Builder<>();
    PartitionSplit split = reading == null ? waiting.poll() : reading.split();
    if (split == null) {
      return fetched.build();
    }
    Optional<Page<T>> page = read(split);
    page.ifPresent(some -> fetched.add(split.splitId(), some));
    if (page.isPresent() && page.get().reached().end() != OPEN) {
      fetched.addFinishedSplit(split.splitId());
      reading = null;
    }
    return fetched.build();
  }

  private Optional<Page<T>> read(PartitionSplit split) {
    reads(Thread.currentThread());
    try {
      if (reading == null) {
        reading = begin(split);
      }
      return reading.next();
    } catch (ReadStopped e) {
      return Optional.empty();
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      if (source.sync().stop().isStopped()) {
        // What is thrown because reading was interrupted is no failure of the split.
        return Optional.empty();
      }
      var reached = reading == null ? split.reached() : reading.reached();
      String why = String.valueOf(source.told(e).getMessage());
      return Optional.of(new Page<>(List.of(), 0, reached.failed(why)));
    } finally {
      reads(null);
    }
  }

  private SplitReading<T> begin(PartitionSplit split) {
    Stream stream = source.stream(split.stream());
    StreamOutput output =
        outputs.computeIfAbsent(
            split.stream(),
            name -> new StreamOutput(stream, source.sync(), StreamOutput.PAGE_BYTES));
    return new SplitReading<>(split, stream, source.sync(), output, effort, format);
  }

  private void reads(@Nullable Thread now) {
    lock.lock();
    try {
      thread = now;
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts the page that is being read. Safe for use by many threads. */
  void interrupt() {
    lock.lock();
    try {
      if (thread != null) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void handleSplitsChanges(SplitsChange<PartitionSplit> change) {
    waiting.addAll(change.splits());
  }

  @Override
  public void wakeUp() {
    // A page is read to its end: only the end of the reader interrupts one.
  }

  @Override
  public void close() {
    outputs.values().forEach(output -> output.notices().sayCounted());
  }
}
