package dev.javacdk.flink.reader;

import dev.javacdk.core.tally.Effort;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import dev.javacdk.flink.split.Reached.End;
import dev.javacdk.flink.split.ReaderWords;
import dev.javacdk.flink.split.SplitFailed;
import dev.javacdk.flink.split.Word;
import dev.javacdk.flink.split.WordsKept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads one split at a time, and asks for the next one. What was read to its end stays in its
 * checkpoints until the enumerator's have it; what has failed, until the attempt is over. Confined
 * to the task's thread.
 *
 * @param <T> the elements
 */
public final class PartitionReader<T> implements SourceReader<T, PartitionSplit> {

  private static final long NOT_SAID = -1;

  private final SourceReaderContext context;
  private final PageThread<T> pages;
  private final Map<String, PartitionSplit> open = new LinkedHashMap<>();
  private final Map<String, Ended> ended = new LinkedHashMap<>();
  private boolean noMore;

  /**
   * A split whose reading has ended.
   *
   * @param said the first checkpoint that has it so
   */
  private record Ended(PartitionSplit split, long said) {}

  /** A reader of this source. */
  public PartitionReader(OpenedSource source, RecordFormat<T> format, SourceReaderContext context) {
    this.context = context;
    this.pages =
        new PageThread<>(
            source, format, new Effort(), "javacdk-reader-" + context.getIndexOfSubtask());
  }

  @Override
  public void start() {
    pages.start();
    askWhereIdle();
  }

  private void askWhereIdle() {
    if (open.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void addSplits(List<PartitionSplit> splits) {
    List<PartitionSplit> more = new ArrayList<>();
    for (PartitionSplit split : splits) {
      if (split.reached().isSettled()) {
        ended.put(split.splitId(), new Ended(split, NOT_SAID));
      } else {
        // What has failed is tried again.
        more.add(split.at(split.reached().open()));
      }
    }
    more.forEach(split -> open.put(split.splitId(), split));
    pages.give(more);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMore = true;
    pages.wake();
  }

  /** Emits a page and moves the position behind it, in one step of the task. */
  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    Optional<PageThread.Delivery<T>> next = pages.poll();
    if (next.isPresent()) {
      Page<T> page = next.get().page();
      page.records().forEach(output::collect);
      context.metricGroup().getIOMetricGroup().getNumRecordsInCounter().inc(page.records().size());
      reached(next.get().split(), page.reached());
      return InputStatus.MORE_AVAILABLE;
    }
    return noMore && open.isEmpty() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
  }

  private void reached(PartitionSplit split, Reached reached) {
    PartitionSplit now = split.at(reached);
    if (reached.end() == End.OPEN) {
      open.put(now.splitId(), now);
      return;
    }
    open.remove(now.splitId());
    ended.put(now.splitId(), new Ended(now, NOT_SAID));
    if (reached.end() == End.FAILED) {
      context.sendSourceEventToCoordinator(
          new SplitFailed(now.stream(), now.number(), reached.reason()));
    }
    askWhereIdle();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return noMore && open.isEmpty() ? CompletableFuture.allOf() : pages.available();
  }

  @Override
  public List<PartitionSplit> snapshotState(long checkpoint) {
    ended.replaceAll(
        (id, end) -> end.said() == NOT_SAID ? new Ended(end.split(), checkpoint) : end);
    List<PartitionSplit> splits = new ArrayList<>(open.values());
    ended.values().forEach(end -> splits.add(end.split()));
    context.sendSourceEventToCoordinator(
        new ReaderWords(checkpoint, splits.stream().map(Word::of).toList()));
    return splits;
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof WordsKept kept) {
      ended
          .values()
          .removeIf(end ->
              end.split().reached().isSettled()
                  && end.said() != NOT_SAID
                  && end.said() <= kept.checkpoint());
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
