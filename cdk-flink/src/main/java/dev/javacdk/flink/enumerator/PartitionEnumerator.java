package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.ParentStreams;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.flink.job.JobSettings;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.ReaderGoesOn;
import dev.javacdk.flink.split.ReaderHasEnough;
import dev.javacdk.flink.split.ReaderWords;
import dev.javacdk.flink.split.SplitFailed;
import dev.javacdk.flink.split.TurnGiven;
import dev.javacdk.flink.split.TurnWanted;
import dev.javacdk.flink.split.WatermarkReached;
import dev.javacdk.flink.split.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Hands out what the ledgers have to readers that ask, and tells the ledgers what complete
 * checkpoints say. Confined to the coordinator thread.
 */
public final class PartitionEnumerator implements SplitEnumerator<PartitionSplit, EnumeratorState> {

  private static final Logger LOG = SafeLogs.of(PartitionEnumerator.class);
  private static final long NONE = -1;

  private final SplitEnumeratorContext<PartitionSplit> context;
  private final OpenedSource source;
  private final Budgets budgets;
  private final Passes passes;
  private final EnumeratorMetrics metrics;
  private final Standings standings;
  private final Map<String, StreamBooks> books = new LinkedHashMap<>();
  private final Map<String, ParentStreams> parents = new HashMap<>();
  private final List<StreamNotices> notices = new ArrayList<>();
  private final Readers readers = new Readers();
  private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
  private long completed = NONE;

  /** The latest checkpoint whose words a complete one of the enumerator has. */
  private long kept = NONE;

  private int snapshots;
  private boolean saidThatItWaits;

  private PartitionEnumerator(
      SplitEnumeratorContext<PartitionSplit> context,
      OpenedSource source,
      Budgets budgets,
      JobSettings settings,
      EnumeratorMetrics metrics,
      Optional<Instant> began) {
    this.context = context;
    this.budgets = budgets;
    this.source = source;
    this.passes = new Passes(settings.passes(), began.orElseGet(source.sync().clock()::instant));
    this.metrics = metrics;
    this.standings = new Standings(settings, source.sync().clock(), metrics.statesSkipped);
    metrics.showIn(context.metricGroup());
  }

  /**
   * Begins with the states that came in.
   *
   * @param budgets which the source takes, and the readers ask for
   * @param metrics of all enumerators of the job
   */
  public static PartitionEnumerator begin(
      SplitEnumeratorContext<PartitionSplit> context,
      OpenedSource source,
      Budgets budgets,
      JobSettings settings,
      EnumeratorMetrics metrics) {
    PartitionEnumerator begun =
        new PartitionEnumerator(context, source, budgets, settings, metrics, Optional.empty());
    begun.open(plan -> Optional.empty());
    return begun;
  }

  /**
   * Goes on from a checkpoint; a stream that it does not know begins.
   *
   * @param budgets which the source takes, and the readers ask for
   * @param metrics of all enumerators of the job
   */
  public static PartitionEnumerator restore(
      SplitEnumeratorContext<PartitionSplit> context,
      OpenedSource source,
      Budgets budgets,
      JobSettings settings,
      EnumeratorMetrics metrics,
      EnumeratorState state) {
    PartitionEnumerator restored =
        new PartitionEnumerator(
            context, source, budgets, settings, metrics, Optional.of(state.began()));
    Checkpoint from = new Checkpoint(state, NONE);
    restored.open(plan ->
        from.of(plan.id().toString())
            .map(json -> StreamBooks.restore(plan.stream(), json, source.sync().clock())));
    return restored;
  }

  private void open(Function<StreamPlan, Optional<StreamBooks>> known) {
    Sync sync = source.sync();
    guarded(() -> {
      List<Stream> streams = sync.streams().stream().map(StreamPlan::stream).toList();
      passes.require(streams);
      standings.require(streams);
      for (StreamPlan plan : sync.streams()) {
        add(known.apply(plan).orElseGet(() -> StreamBooks.begin(plan, sync.clock())));
      }
    });
  }

  private void add(StreamBooks stream) {
    books.put(stream.name, stream);
    StreamId id = StreamId.of(stream.stream);
    Sync sync = source.sync();
    StreamNotices odd = new StreamNotices(id, sync.messages().redactor());
    notices.add(odd);
    parents.put(
        stream.name,
        new ParentStreams(
            stream.stream, new KitContext(id, sync, metrics.effort), sync.stop(), odd));
  }

  /** Whatever goes wrong is said without secrets. */
  private void guarded(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      throw source.told(e);
    }
  }

  @Override
  public void start() {
    passes
        .tick()
        .ifPresent(every ->
            context.callAsync(() -> every, (tick, failure) -> guarded(this::serve), every, every));
    guarded(this::serve);
  }

  // Readers

  @Override
  public void addReader(int reader) {
    readers.started(reader);
    books.values().forEach(stream -> stream.readerIsNew(reader));
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {
    readers.asks(reader);
    guarded(this::serve);
  }

  @Override
  public void addSplitsBack(List<PartitionSplit> splits, int reader) {
    readers.givesBack(reader);
    splits.forEach(split -> booksOf(split.stream()).giveBack(split));
    guarded(this::serve);
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    if (event instanceof SplitFailed failure) {
      booksOf(failure.stream()).failed(failure, reader);
    } else if (event instanceof ReaderGoesOn begun) {
      readers.goesOn(reader, begun.streams());
    } else if (event instanceof ReaderWords said) {
      heard(reader, said);
    } else if (event instanceof ReaderHasEnough) {
      readers.hasEnough(reader);
    } else if (event instanceof TurnWanted wanted) {
      tell(reader, new TurnGiven(wanted.number(), budgets.turn(wanted.budget())));
    }
  }

  /** One that is not there any more needs no answer. */
  private void tell(int reader, SourceEvent event) {
    if (context.registeredReaders().containsKey(reader)) {
      context.sendEventToSourceReader(reader, event);
    }
  }

  private StreamBooks booksOf(String stream) {
    StreamBooks found = books.get(stream);
    if (found == null) {
      throw new IllegalStateException("the job does not read stream '" + stream + "'");
    }
    return found;
  }

  private void serve() {
    handOut();
    metrics.unassigned(books.values().stream().mapToLong(StreamBooks::unassigned).sum());
  }

  /** Gives readers that wait what there is; fetches what is missing; ends where nothing is left. */
  private void handOut() {
    if (readers.haveEnough()) {
      if (areAllIdle()) {
        dismiss();
      }
      return;
    }
    for (int reader : readers.waiting()) {
      if (context.registeredReaders().containsKey(reader)) {
        Optional<PartitionSplit> next = next();
        if (next.isEmpty()) {
          break;
        }
        readers.given(reader, next.get().stream());
        context.assignSplit(next.get().kept(kept), reader);
      }
    }
    books.values().forEach(this::fetch);
    endIfOver();
  }

  /** Of the stream that the fewest read. */
  private Optional<PartitionSplit> next() {
    return books.values().stream()
        .filter(this::isItsTurn)
        .sorted(Comparator.comparingLong(stream -> readers.of(stream.name)))
        .map(StreamBooks::take)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Streams of one group are read one after the other; of any other, as many as it bears. */
  private boolean isItsTurn(StreamBooks stream) {
    Optional<String> group = stream.stream.group();
    for (StreamBooks earlier : books.values()) {
      if (group.isEmpty() || earlier == stream) {
        break;
      }
      if (group.equals(earlier.stream.group())
          && !(earlier.isHandedOut() && readers.of(earlier.name) == 0)) {
        return false;
      }
    }
    return readers.of(stream.name) < stream.stream.mostWorkers().orElse(Integer.MAX_VALUE);
  }

  private void fetch(StreamBooks stream) {
    Optional<ParentRequest> wanted = stream.fetch(context.currentParallelism());
    if (wanted.isPresent()) {
      ParentRequest request = wanted.get();
      ParentStreams pages = Objects.requireNonNull(parents.get(stream.name));
      context.callAsync(
          () -> pages.fetch(request),
          (page, failure) ->
              guarded(() -> {
                if (failure != null) {
                  Fatal.throwFrom(failure);
                }
                stream.fetched(request, page, failure);
                serve();
              }));
    }
  }

  /**
   * Ends the pass where nothing is left of it. Where checkpoints are taken, the one that has all of
   * it comes first; what comes next goes on from what checkpoints say.
   */
  private void endIfOver() {
    if (!areAllIdle() || !books.values().stream().allMatch(StreamBooks::isHandedOut)) {
      return;
    }
    boolean isHeardOf = books.values().stream().allMatch(StreamBooks::isSettled);
    if (!isHeardOf && (snapshots > 1 || !passes.areOver())) {
      sayThatItWaits();
      return;
    }
    books.values().forEach(StreamBooks::end);
    books.values().stream()
        .map(StreamBooks::failure)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(failure -> {
          throw failure;
        });
    if (passes.areOver()) {
      dismiss();
    } else if (passes.isDue(source.sync().clock().instant())) {
      readAgain();
    }
  }

  private void readAgain() {
    passes.begin(source.sync().clock().instant());
    notices.forEach(StreamNotices::sayCounted);
    books.replaceAll((name, stream) -> stream.again(source.sync().clock()));
    serve();
  }

  private void sayThatItWaits() {
    boolean waits = snapshots == 0 && passes.isDue(source.sync().clock().instant());
    if (waits && !saidThatItWaits) {
      saidThatItWaits = true;
      LOG.warn("the next pass waits for a checkpoint: does the job take any?");
    }
  }

  private boolean areAllIdle() {
    return readers.areIdle(context.currentParallelism());
  }

  private void dismiss() {
    readers.dismiss().forEach(context::signalNoMoreSplits);
  }

  // Checkpoints

  @Override
  public EnumeratorState snapshotState(long checkpoint) {
    EnumeratorState state =
        new EnumeratorState(
            passes.began(), books.values().stream().map(StreamBooks::toJson).toList());
    checkpoints.put(checkpoint, new Checkpoint(state, completed));
    snapshots++;
    return state;
  }

  private void heard(int reader, ReaderWords said) {
    Checkpoint under = checkpoints.get(said.checkpoint());
    if (under != null) {
      under.heard(reader, said.words());
    } else if (said.checkpoint() <= completed) {
      said.words().forEach(this::settle);
    }
    // One that may end is told nothing: what does not reach a task makes Flink fail it.
    if (!readers.isDismissed(reader)) {
      standings.watermark().ifPresent(millis -> tell(reader, new WatermarkReached(millis)));
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    Checkpoint complete = checkpoints.get(checkpoint);
    checkpoints.headMap(checkpoint, true).clear();
    if (complete == null) {
      return;
    }
    guarded(() -> {
      complete.words().forEach(this::settle);
      completed = checkpoint;
    });
    standings.completed(complete, books.values(), passes.began());
    kept = complete.kept();
    guarded(this::serve);
  }

  private void settle(Word word) {
    booksOf(word.stream()).settle(word.number(), word.reached());
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) {
    checkpoints.remove(checkpoint);
  }

  @Override
  public void close() {
    source.sync().stop().stop("the job has ended");
    notices.forEach(StreamNotices::sayCounted);
  }
}
