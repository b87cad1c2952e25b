package dev.javacdk.flink.reader;

import dev.javacdk.core.tally.Effort;
import dev.javacdk.flink.job.EffortMetrics;
import dev.javacdk.flink.job.JobSettings;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached.End;
import dev.javacdk.flink.split.ReaderGoesOn;
import dev.javacdk.flink.split.ReaderHasEnough;
import dev.javacdk.flink.split.ReaderSplits;
import dev.javacdk.flink.split.ReaderWords;
import dev.javacdk.flink.split.SplitFailed;
import dev.javacdk.flink.split.TurnGiven;
import dev.javacdk.flink.split.WatermarkReached;
import dev.javacdk.flink.split.Word;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split at a time, and asks for the next one. Confined to the task's thread.
 *
 * @param <T> the elements
 */
public final class PartitionReader<T> implements SourceReader<T, PartitionSplit> {

  private final SourceReaderContext context;
  private final PageThread<T> pages;
  private final AskedTurns turns;
  private final Counter read;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final ReaderSplits splits = new ReaderSplits();
  private long wanted;
  private boolean noMore;
  private @Nullable Watermark watermark;

  /**
   * A reader of this source.
   *
   * @param turns which the source takes
   * @param settings it stops behind the page with which it has emitted the limit
   */
  public PartitionReader(
      OpenedSource source,
      AskedTurns turns,
      RecordFormat<T> format,
      JobSettings settings,
      SourceReaderContext context) {
    this.wanted = settings.limit();
    Effort effort = new Effort();
    EffortMetrics.show(effort, context.metricGroup());
    this.read = context.metricGroup().counter("pages");
    this.context = context;
    this.turns = turns;
    this.pages =
        new PageThread<>(
            source,
            format,
            settings.hasEventTime(),
            effort,
            "javacdk-reader-" + context.getIndexOfSubtask());
    context.metricGroup().gauge("recordsHeld", pages::waiting);
  }

  @Override
  public void start() {
    pages.start();
    if (!splits.isIdle()) {
      context.sendSourceEventToCoordinator(new ReaderGoesOn(splits.streams()));
    }
    askWhereIdle();
  }

  private boolean hasEnough() {
    return wanted <= 0;
  }

  private void askWhereIdle() {
    if (splits.isIdle() || hasEnough()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void addSplits(List<PartitionSplit> more) {
    pages.give(splits.add(more));
  }

  @Override
  public void notifyNoMoreSplits() {
    noMore = true;
    over.complete(null);
    pages.wake();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof WatermarkReached told) {
      watermark = new Watermark(told.millis());
      pages.wake();
    } else if (event instanceof TurnGiven answer) {
      turns.given(answer);
    }
  }

  /** Emits a page and moves the position behind it, in one step of the task. */
  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    if (hasEnough()) {
      return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (watermark != null) {
      output.emitWatermark(watermark);
      watermark = null;
    }
    Optional<PageThread.Delivery<T>> next = pages.poll();
    if (next.isPresent()) {
      Page<T> page = next.get().page();
      page.records().forEach(element -> element.emit(output));
      read.inc(page.pages());
      context.metricGroup().getIOMetricGroup().getNumRecordsInCounter().inc(page.records().size());
      wanted -= page.records().size();
      reached(next.get().split().at(page.reached()));
      return InputStatus.MORE_AVAILABLE;
    }
    return noMore && splits.isIdle() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
  }

  private void reached(PartitionSplit now) {
    splits.reached(now);
    if (now.reached().end() == End.FAILED) {
      context.metricGroup().getNumRecordsInErrorsCounter().inc();
      context.sendSourceEventToCoordinator(SplitFailed.of(now));
    }
    if (hasEnough()) {
      context.sendSourceEventToCoordinator(new ReaderHasEnough());
    }
    if (now.reached().end() != End.OPEN || hasEnough()) {
      askWhereIdle();
    }
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (hasEnough()) {
      return over;
    }
    return noMore && splits.isIdle() ? CompletableFuture.allOf() : pages.available();
  }

  @Override
  public List<PartitionSplit> snapshotState(long checkpoint) {
    List<PartitionSplit> all = splits.in(checkpoint);
    context.sendSourceEventToCoordinator(
        new ReaderWords(checkpoint, all.stream().map(Word::of).toList()));
    return all;
  }

  @Override
  public void close() {
    pages.close();
  }
}
