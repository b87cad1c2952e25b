package dev.javacdk.flink.enumerator;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.ParentStreams;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Effort;
import dev.javacdk.flink.job.EffortMetrics;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.StateListener;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.ReaderGoesOn;
import dev.javacdk.flink.split.ReaderHasEnough;
import dev.javacdk.flink.split.ReaderWords;
import dev.javacdk.flink.split.SplitFailed;
import dev.javacdk.flink.split.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what the ledgers have to readers that ask, and tells the ledgers what complete
 * checkpoints say. Confined to the coordinator thread.
 */
public final class PartitionEnumerator implements SplitEnumerator<PartitionSplit, EnumeratorState> {

  private static final long NONE = -1;

  private final SplitEnumeratorContext<PartitionSplit> context;
  private final OpenedSource source;
  private final Effort effort = new Effort();
  private final @Nullable StatesOut states;
  private final Map<String, StreamBooks> books = new LinkedHashMap<>();
  private final Map<String, ParentStreams> parents = new HashMap<>();
  private final List<StreamNotices> notices = new ArrayList<>();
  private final Set<Integer> waiting = new LinkedHashSet<>();
  private final Map<Integer, List<String>> reading = new HashMap<>();
  private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
  private long completed = NONE;

  /** The latest checkpoint whose words a complete one of the enumerator has. */
  private long kept = NONE;

  private int snapshots;
  private final Set<Integer> dismissed = new LinkedHashSet<>();

  /** Readers that have emitted all that is wanted: with one of them there, nothing is begun. */
  private final Set<Integer> satisfied = new HashSet<>();

  private PartitionEnumerator(
      SplitEnumeratorContext<PartitionSplit> context,
      OpenedSource source,
      @Nullable StateListener listener) {
    this.context = context;
    this.source = source;
    EffortMetrics.show(effort, context.metricGroup());
    this.states =
        listener == null
            ? null
            : new StatesOut(source, listener, context.metricGroup().counter("statesSkipped"));
  }

  /** Begins with the states that came in. */
  public static PartitionEnumerator begin(
      SplitEnumeratorContext<PartitionSplit> context,
      OpenedSource source,
      @Nullable StateListener listener) {
    PartitionEnumerator begun = new PartitionEnumerator(context, source, listener);
    Sync sync = source.sync();
    begun.guarded(() -> {
      for (StreamPlan plan : sync.streams()) {
        begun.add(StreamBooks.begin(plan, sync.clock()));
      }
    });
    return begun;
  }

  /** Goes on from a checkpoint; a stream that it does not know begins. */
  public static PartitionEnumerator restore(
      SplitEnumeratorContext<PartitionSplit> context,
      OpenedSource source,
      @Nullable StateListener listener,
      EnumeratorState state) {
    PartitionEnumerator restored = new PartitionEnumerator(context, source, listener);
    Checkpoint from = new Checkpoint(state, NONE);
    Sync sync = source.sync();
    restored.guarded(() -> {
      for (StreamPlan plan : sync.streams()) {
        restored.add(
            from.of(plan.id().toString())
                .map(json -> StreamBooks.restore(plan.stream(), json, sync.clock()))
                .orElseGet(() -> StreamBooks.begin(plan, sync.clock())));
      }
    });
    return restored;
  }

  private void add(StreamBooks stream) {
    books.put(stream.name, stream);
    StreamId id = StreamId.of(stream.stream);
    Sync sync = source.sync();
    StreamNotices odd = new StreamNotices(id);
    notices.add(odd);
    parents.put(
        stream.name,
        new ParentStreams(stream.stream, new KitContext(id, sync, effort), sync.stop(), odd));
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
    guarded(this::serve);
  }

  // Readers

  @Override
  public void addReader(int reader) {
    waiting.remove(reader);
    dismissed.remove(reader);
    satisfied.remove(reader);
    reading.remove(reader);
    books.values().forEach(stream -> stream.readerIsNew(reader));
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {
    reading.remove(reader);
    waiting.add(reader);
    guarded(this::serve);
  }

  @Override
  public void addSplitsBack(List<PartitionSplit> splits, int reader) {
    waiting.remove(reader);
    satisfied.remove(reader);
    splits.forEach(split -> booksOf(split.stream()).giveBack(split));
    guarded(this::serve);
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    if (event instanceof SplitFailed failure) {
      booksOf(failure.stream()).failed(failure, reader);
    } else if (event instanceof ReaderGoesOn begun) {
      reading.put(reader, begun.streams());
    } else if (event instanceof ReaderWords said) {
      heard(reader, said);
    } else if (event instanceof ReaderHasEnough) {
      satisfied.add(reader);
    }
  }

  private StreamBooks booksOf(String stream) {
    StreamBooks found = books.get(stream);
    if (found == null) {
      throw new IllegalStateException("the job does not read stream '" + stream + "'");
    }
    return found;
  }

  /** Gives readers that wait what there is; fetches what is missing; ends where nothing is left. */
  private void serve() {
    if (!satisfied.isEmpty()) {
      if (areAllIdle()) {
        dismiss();
      }
      return;
    }
    for (int reader : List.copyOf(waiting)) {
      if (context.registeredReaders().containsKey(reader)) {
        Optional<PartitionSplit> next = next();
        if (next.isEmpty()) {
          break;
        }
        waiting.remove(reader);
        reading.put(reader, List.of(next.get().stream()));
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
        .sorted(Comparator.comparingLong(this::readersOf))
        .map(StreamBooks::take)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private long readersOf(StreamBooks stream) {
    return reading.values().stream().filter(names -> names.contains(stream.name)).count();
  }

  /** Streams of one group are read one after the other; of any other, as many as it bears. */
  private boolean isItsTurn(StreamBooks stream) {
    Optional<String> group = stream.stream.group();
    for (StreamBooks earlier : books.values()) {
      if (group.isEmpty() || earlier == stream) {
        break;
      }
      if (group.equals(earlier.stream.group())
          && !(earlier.isHandedOut() && readersOf(earlier) == 0)) {
        return false;
      }
    }
    return readersOf(stream) < stream.stream.mostWorkers().orElse(Integer.MAX_VALUE);
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

  /** Where checkpoints are taken, the one that has all of it comes first. */
  private void endIfOver() {
    boolean idle = areAllIdle() && books.values().stream().allMatch(StreamBooks::isHandedOut);
    if (!idle || (snapshots > 1 && !books.values().stream().allMatch(StreamBooks::isSettled))) {
      return;
    }
    books.values().forEach(StreamBooks::end);
    List<SystemError> failures =
        books.values().stream().map(StreamBooks::failure).flatMap(Optional::stream).toList();
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    dismiss();
  }

  private boolean areAllIdle() {
    return !waiting.isEmpty() && waiting.size() + dismissed.size() == context.currentParallelism();
  }

  private void dismiss() {
    waiting.forEach(context::signalNoMoreSplits);
    dismissed.addAll(waiting);
    waiting.clear();
  }

  // Checkpoints

  @Override
  public EnumeratorState snapshotState(long checkpoint) {
    EnumeratorState state =
        new EnumeratorState(books.values().stream().map(StreamBooks::toJson).toList());
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
    if (states != null) {
      states.completed(complete, books.values());
    }
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
