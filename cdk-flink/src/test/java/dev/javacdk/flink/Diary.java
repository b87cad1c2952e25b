package dev.javacdk.flink;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The API behind {@link DiarySource}, in this process: entries come while it is read. */
final class Diary {

  private static final Queue<Entry> ENTRIES = new ConcurrentLinkedQueue<>();
  private static Instant last = Instant.EPOCH;
  private static volatile Instant stuck = Instant.MAX;
  private static final AtomicInteger ASKED = new AtomicInteger();
  private static volatile Set<Integer> failing = Set.of();

  /**
   * What is in it.
   *
   * @param at null where nothing says it
   */
  record Entry(String id, String author, @Nullable Instant at) {}

  private Diary() {}

  static void clear() {
    ENTRIES.clear();
    stuck = Instant.MAX;
    ASKED.set(0);
    failing = Set.of();
  }

  /** These requests fail, of all that come. */
  static void failAt(Set<Integer> requests) {
    failing = requests;
  }

  /** So many entries are written now. */
  static synchronized void write(String author, int entries) {
    for (int i = 0; i < entries; i++) {
      Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
      last = now.isAfter(last) ? now : last.plusMillis(1);
      write(author, last);
    }
  }

  /** An entry of this time. */
  static synchronized void write(String author, @Nullable Instant at) {
    ENTRIES.add(new Entry(author + "." + ENTRIES.size(), author, at));
  }

  /** Waits until it was asked so often. */
  static void awaitRequests(int requests) throws InterruptedException {
    while (ASKED.get() < requests) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Whoever asks for what is from then on gets no answer. */
  static void stick(Instant from) {
    stuck = from;
  }

  static List<String> ids() {
    return ENTRIES.stream().map(Entry::id).sorted().toList();
  }

  static List<String> authors() {
    return ENTRIES.stream().map(Entry::author).distinct().toList();
  }

  static @Nullable Instant timeOf(String id) {
    return ENTRIES.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow().at();
  }

  /** In order; of all authors where the name is empty. */
  static List<Entry> entries(String author, @Nullable String since, @Nullable String until) {
    if (failing.contains(ASKED.incrementAndGet())) {
      throw new IllegalStateException("the diary is locked");
    }
    if (until != null && Instant.parse(until).isAfter(stuck)) {
      HandedOverTest.await(new CountDownLatch(1));
    }
    return ENTRIES.stream()
        .filter(entry -> author.isEmpty() || entry.author().equals(author))
        .filter(entry -> entry.at() == null || isWithin(entry.at(), since, until))
        .toList();
  }

  private static boolean isWithin(Instant at, @Nullable String since, @Nullable String until) {
    return (since == null || !at.isBefore(Instant.parse(since)))
        && (until == null || at.isBefore(Instant.parse(until)));
  }
}
