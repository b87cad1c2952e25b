package dev.javacdk.flink.reader;

import dev.javacdk.core.tally.Effort;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached.End;
import dev.javacdk.flink.split.ReaderWords;
import dev.javacdk.flink.split.SplitFailed;
import dev.javacdk.flink.split.Word;
import dev.javacdk.flink.split.WordsKept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;

/**
 * Reads one split at a time, and asks for the next one. What was read to its end stays in its
 * checkpoints until the enumerator's have it; what has failed, until the attempt is over. Confined
 * to the task's thread.
 *
 * @param <T> the elements
 */
@SuppressWarnings("try") // It closes as its supertype does.
public final class PartitionReader<T>
    extends SingleThreadMultiplexSourceReaderBase<Page<T>, T, PartitionSplit, SplitState> {

  private static final long NOT_SAID = -1;

  private final OpenedSource source;
  private final PageFetcher<T> pages;
  private final Map<String, Ended> ended = new LinkedHashMap<>();

  /**
   * A split whose reading has ended.
   *
   * @param said the first checkpoint that has it so
   */
  private record Ended(PartitionSplit split, long said) {}

  /** A reader of this source. */
  public PartitionReader(OpenedSource source, RecordFormat<T> format, SourceReaderContext context) {
    this(source, new PageFetcher<>(source, format, new Effort()), context);
  }

  private PartitionReader(OpenedSource source, PageFetcher<T> pages, SourceReaderContext context) {
    super(
        () -> pages,
        (page, output, split) -> {
          page.records().forEach(output::collect);
          split.reached(page.reached());
        },
        onePageAhead(context.getConfiguration()),
        context);
    this.source = source;
    this.pages = pages;
  }

  private static Configuration onePageAhead(Configuration given) {
    Configuration own = new Configuration(given);
    own.set(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY, 1);
    return own;
  }

  @Override
  public void start() {
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void addSplits(List<PartitionSplit> splits) {
    List<PartitionSplit> open = new ArrayList<>();
    for (PartitionSplit split : splits) {
      if (split.reached().isSettled()) {
        ended.put(split.splitId(), new Ended(split, NOT_SAID));
      } else {
        open.add(split.at(split.reached().open()));
      }
    }
    if (!open.isEmpty()) {
      super.addSplits(open);
    }
  }

  @Override
  protected SplitState initializedState(PartitionSplit split) {
    return new SplitState(split);
  }

  @Override
  protected PartitionSplit toSplitType(String splitId, SplitState state) {
    return state.split();
  }

  @Override
  protected void onSplitFinished(Map<String, SplitState> finished) {
    finished.values().forEach(this::ended);
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  private void ended(SplitState state) {
    PartitionSplit split = state.split();
    ended.put(split.splitId(), new Ended(split, NOT_SAID));
    if (split.reached().end() == End.FAILED) {
      context.sendSourceEventToCoordinator(
          new SplitFailed(split.stream(), split.number(), split.reached().reason()));
    }
  }

  @Override
  public List<PartitionSplit> snapshotState(long checkpoint) {
    List<PartitionSplit> splits = new ArrayList<>(super.snapshotState(checkpoint));
    ended.replaceAll(
        (id, end) -> end.said() == NOT_SAID ? new Ended(end.split(), checkpoint) : end);
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
  public void close() throws Exception {
    source.sync().stop().stop("the reader is closed");
    pages.interrupt();
    super.close();
  }
}
