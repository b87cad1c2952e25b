package dev.javacdk.flink.enumerator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.flink.LibrarySource;
import dev.javacdk.flink.job.JobSettings;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import dev.javacdk.flink.split.ReaderSplits;
import dev.javacdk.flink.split.ReaderWords;
import dev.javacdk.flink.split.SplitFailed;
import dev.javacdk.flink.split.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Flink does with an enumerator and its readers, in steps that a seed chooses: checkpoints
 * whose barriers come late, readers that are restarted alone, jobs that are restarted as a whole,
 * with more readers or fewer.
 */
final class FailoverModel {

  static final int SHELVES = 60;
  private static final long NONE = 0;

  private final Random random;
  private final List<String> told = new ArrayList<>();
  private final OpenedSource source;
  private final Map<Integer, Reader> readers = new HashMap<>();

  /** What came of complete checkpoints. */
  private final List<String> committed = new ArrayList<>();

  /** To the enumerator, in order. */
  private final Deque<Runnable> inbox = new ArrayDeque<>();

  private Coordinator flink;
  private PartitionEnumerator enumerator;
  private long ids;
  int failures;
  private @Nullable Pending pending;
  private @Nullable Pending complete;

  FailoverModel(long seed) {
    this.random = new Random(seed);
    this.source =
        OpenedSource.open(
            new SourceSpec(
                LibrarySource::new,
                "{\"shelves\":" + SHELVES + ",\"token\":\"t\"}",
                List.of("books"),
                ""));
    this.flink = new Coordinator(0);
    this.enumerator =
        PartitionEnumerator.begin(
            flink,
            source,
            new Budgets(),
            JobSettings.DEFAULT.told(told::add),
            new EnumeratorMetrics());
    startAll(1 + random.nextInt(4));
  }

  /** A checkpoint. */
  private final class Pending {
    final long id = ++ids;
    final EnumeratorState state = enumerator.snapshotState(id);
    final Map<Integer, List<PartitionSplit>> splits = new HashMap<>();
    final Map<Integer, List<String>> emitted = new HashMap<>();
  }

  /** One that plays a reader, and the sink behind it. */
  private final class Reader {
    final int index;
    final ReaderSplits splits = new ReaderSplits();
    final Deque<PartitionSplit> toRead = new ArrayDeque<>();

    /** From the enumerator, in order: barriers stand between what came before and behind them. */
    final Deque<Runnable> channel = new ArrayDeque<>();

    final List<String> emitted = new ArrayList<>();
    boolean dismissed;

    Reader(int index, List<PartitionSplit> restored) {
      this.index = index;
      toRead.addAll(splits.add(restored));
    }

    void ask() {
      if (splits.isIdle()) {
        inbox.add(() -> enumerator.handleSplitRequest(index, null));
      }
    }

    void read() {
      PartitionSplit split = toRead.remove();
      String shelf = split.partition().path("shelf").asString();
      int from = after(ExactJson.MAPPER.readTree(split.reached().cursor()));
      int all = LibrarySource.booksOn(shelf);
      if (from == 0 && random.nextInt(40) == 0) {
        PartitionSplit failed = split.at(split.reached().failed("torn"));
        inbox.add(() -> enumerator.handleSourceEvent(index, SplitFailed.of(failed)));
        reached(failed);
        return;
      }
      int to = Math.min(all, from + LibrarySource.BOOKS_A_PAGE);
      for (int book = from; book < to; book++) {
        emitted.add(shelf + "." + book);
      }
      String cursor =
          to < all ? "{\"after\":\"" + to + "\"}" : "{\"__ab_full_refresh_sync_complete\":true}";
      PartitionSplit now =
          split.at(
              new Reached(
                  cursor,
                  null,
                  null,
                  split.reached().records() + to - from,
                  to < all ? Reached.End.OPEN : Reached.End.READ,
                  ""));
      if (to < all) {
        toRead.addFirst(now);
      }
      reached(now);
    }

    private void reached(PartitionSplit now) {
      splits.reached(now);
      if (now.reached().end() != Reached.End.OPEN) {
        ask();
      }
    }

    void barrier(Pending checkpoint) {
      if (checkpoint != pending) {
        return; // It was aborted.
      }
      List<PartitionSplit> all = splits.in(checkpoint.id);
      checkpoint.splits.put(index, all);
      checkpoint.emitted.put(index, List.copyOf(emitted));
      emitted.clear();
      inbox.add(() ->
          enumerator.handleSourceEvent(
              index, new ReaderWords(checkpoint.id, all.stream().map(Word::of).toList())));
    }
  }

  static int after(JsonNode cursor) {
    return Integer.parseInt(cursor.path("after").asString("0"));
  }

  /** Runs until all was read, through so many failovers. */
  void run(int failovers) throws Exception {
    int left = failovers;
    for (int steps = 0; !isDone(); steps++) {
      assertThat(steps).as("it ends").isLessThan(60_000);
      if (left > 0 && random.nextInt(60) == 0) {
        left--;
        if (random.nextInt(3) == 0) {
          restart();
        } else {
          fail(requireNonNull(readers.get(random.nextInt(readers.size()))));
        }
      } else {
        step();
      }
    }
    inbox.clear();
    if (pending != null) {
      checkpoint();
    }
    checkpoint();
    assertThat(committed)
        .containsExactlyInAnyOrderElementsOf(LibrarySource.allOf("books", SHELVES));
  }

  private boolean isDone() {
    return readers.values().stream().allMatch(r -> r.dismissed && r.splits.isIdle());
  }

  private void step() throws Exception {
    Reader reader = requireNonNull(readers.get(random.nextInt(readers.size())));
    switch (random.nextInt(6)) {
      case 0 -> {
        if (!inbox.isEmpty()) {
          inboxOne();
        }
      }
      case 1 -> {
        if (!reader.channel.isEmpty()) {
          reader.channel.remove().run();
        }
      }
      case 2 -> flink.stepOne();
      case 3 -> {
        if (pending == null && random.nextInt(4) == 0) {
          trigger();
        }
      }
      default -> {
        if (!reader.toRead.isEmpty()) {
          reader.read();
        }
      }
    }
    deliver();
    completeIfAcknowledged();
  }

  private void inboxOne() {
    try {
      inbox.remove().run();
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("of its partitions failed");
      failures++;
      restart();
    }
  }

  /** What the enumerator has said goes into the readers' channels. */
  private void deliver() {
    readers
        .values()
        .forEach(reader -> {
          Deque<PartitionSplit> given = requireNonNull(flink.assigned.get(reader.index));
          while (!given.isEmpty()) {
            PartitionSplit split = given.remove();
            reader.channel.add(() -> reader.toRead.addAll(reader.splits.add(List.of(split))));
          }
          if (flink.dismissed.remove(Integer.valueOf(reader.index))) {
            reader.channel.add(() -> reader.dismissed = true);
          }
        });
  }

  private void trigger() {
    Pending checkpoint = new Pending();
    pending = checkpoint;
    flink.checkpoint(checkpoint.id);
    readers.values().forEach(reader -> reader.channel.add(() -> reader.barrier(checkpoint)));
  }

  private void completeIfAcknowledged() throws Exception {
    Pending done = pending;
    if (done == null || done.splits.size() < readers.size()) {
      return;
    }
    pending = null;
    complete = done;
    done.emitted.values().forEach(committed::addAll);
    List<String> now = List.copyOf(committed);
    inbox.add(() -> {
      int before = told.size();
      try {
        enumerator.notifyCheckpointComplete(done.id);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      for (String line : told.subList(before, told.size())) {
        assertThat(now.size() + RestOfBooks.from(line).size())
            .as(line)
            .isEqualTo(LibrarySource.allOf("books", SHELVES).size());
        List<String> all = new ArrayList<>(now);
        all.addAll(RestOfBooks.from(line));
        assertThat(all)
            .as("%s, of checkpoint %s", line, done.id)
            .containsExactlyInAnyOrderElementsOf(LibrarySource.allOf("books", SHELVES));
      }
    });
  }

  /** A whole checkpoint, with nothing between. */
  private void checkpoint() throws Exception {
    if (pending == null) {
      trigger();
    }
    for (Reader reader : readers.values()) {
      while (!reader.channel.isEmpty()) {
        reader.channel.remove().run();
      }
    }
    completeIfAcknowledged();
    while (!inbox.isEmpty()) {
      inbox.remove().run();
    }
  }

  private void abort() {
    Pending aborted = pending;
    if (aborted != null) {
      pending = null;
      // A sink commits with a later one what it had ready for it.
      aborted.emitted.forEach(
          (reader, ready) -> requireNonNull(readers.get(reader)).emitted.addAll(ready));
      inbox.add(() -> enumerator.notifyCheckpointAborted(aborted.id));
    }
  }

  /** A reader alone is restarted from the last complete checkpoint. */
  private void fail(Reader reader) {
    abort();
    long from = complete == null ? NONE : complete.id;
    List<PartitionSplit> back = flink.assignedSince(reader.index, from);
    Reader again =
        new Reader(
            reader.index,
            complete == null ? List.of() : complete.splits.getOrDefault(reader.index, List.of()));
    readers.put(reader.index, again);
    requireNonNull(flink.assigned.get(reader.index)).clear();
    while (!inbox.isEmpty()) {
      inboxOne();
    }
    if (readers.get(reader.index) != again) {
      return; // All were restarted meanwhile.
    }
    enumerator.addSplitsBack(back, reader.index);
    enumerator.addReader(reader.index);
    again.ask();
    deliver();
  }

  /** The job is restarted from the last complete checkpoint, with any number of readers. */
  private void restart() {
    pending = null;
    inbox.clear();
    List<PartitionSplit> all = new ArrayList<>();
    if (complete != null) {
      complete.splits.values().forEach(all::addAll);
    }
    startAll(1 + random.nextInt(4), all);
  }

  private void startAll(int count) {
    startAll(count, List.of());
  }

  private void startAll(int count, List<PartitionSplit> splits) {
    flink = new Coordinator(count);
    flink.checkpoint(complete == null ? NONE : complete.id);
    enumerator =
        complete == null
            ? PartitionEnumerator.begin(
                flink,
                source,
                new Budgets(),
                JobSettings.DEFAULT.told(told::add),
                new EnumeratorMetrics())
            : PartitionEnumerator.restore(
                flink,
                source,
                new Budgets(),
                JobSettings.DEFAULT.told(told::add),
                new EnumeratorMetrics(),
                complete.state);
    readers.clear();
    Map<Integer, List<PartitionSplit>> shares = new HashMap<>();
    for (int i = 0; i < count; i++) {
      shares.put(i, new ArrayList<>());
    }
    for (int at = 0; at < splits.size(); at++) {
      requireNonNull(shares.get(at % count)).add(splits.get(at));
    }
    shares.forEach((i, share) -> readers.put(i, new Reader(i, share)));
    if (complete != null) {
      // Who is restarted alone later begins with its share again.
      complete.splits.clear();
      complete.splits.putAll(shares);
    }
    enumerator.start();
    readers.values().forEach(Reader::ask);
  }
}
