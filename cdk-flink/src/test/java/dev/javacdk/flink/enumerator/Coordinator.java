package dev.javacdk.flink.enumerator;

import static java.util.Objects.requireNonNull;

import dev.javacdk.flink.split.PartitionSplit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** The context of an enumerator, without a cluster: what is asynchronous waits to be stepped. */
final class Coordinator implements SplitEnumeratorContext<PartitionSplit> {

  final Map<Integer, Deque<PartitionSplit>> assigned = new HashMap<>();
  final List<Integer> dismissed = new ArrayList<>();
  final Counted metrics = new Counted();
  private final Map<Integer, ReaderInfo> readers = new HashMap<>();
  private final Deque<Runnable> calls = new ArrayDeque<>();
  private final List<Assigned> log = new ArrayList<>();
  private final int parallelism;
  private long checkpoint;

  Coordinator(int parallelism) {
    this.parallelism = parallelism;
    for (int reader = 0; reader < parallelism; reader++) {
      readers.put(reader, new ReaderInfo(reader, "localhost"));
      assigned.put(reader, new ArrayDeque<>());
    }
  }

  /**
   * What was assigned.
   *
   * @param behind the latest checkpoint then
   */
  private record Assigned(int reader, PartitionSplit split, long behind) {}

  /** The enumerator has said what this checkpoint has of it. */
  void checkpoint(long id) {
    checkpoint = id;
  }

  /** What this reader was given that a checkpoint does not know of; it is given no more. */
  List<PartitionSplit> assignedSince(int reader, long id) {
    List<PartitionSplit> back =
        log.stream()
            .filter(given -> given.reader() == reader && given.behind() >= id)
            .map(Assigned::split)
            .toList();
    log.removeIf(given -> given.reader() == reader);
    return back;
  }

  /** Does one thing that is asynchronous, if there is one. */
  void stepOne() {
    if (!calls.isEmpty()) {
      calls.remove().run();
    }
  }

  /** Does what is asynchronous, until nothing is left of it. */
  void step() {
    while (!calls.isEmpty()) {
      calls.remove().run();
    }
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public void sendEventToSourceReader(int reader, SourceEvent event) {
    // One that a task does not get, since it ends, fails the task: none is sent unasked.
    throw new AssertionError("reader " + reader + " is told " + event);
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return readers;
  }

  @Override
  public void assignSplits(SplitsAssignment<PartitionSplit> splits) {
    splits
        .assignment()
        .forEach((reader, given) -> {
          requireNonNull(assigned.get(reader)).addAll(given);
          given.forEach(split -> log.add(new Assigned(reader, split, checkpoint)));
        });
  }

  @Override
  public void signalNoMoreSplits(int reader) {
    dismissed.add(reader);
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    calls.add(() -> {
      T result;
      try {
        result = callable.call();
      } catch (Throwable e) {
        handler.accept(null, e);
        return;
      }
      handler.accept(result, null);
    });
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long initial, long period) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    runnable.run();
  }
}
