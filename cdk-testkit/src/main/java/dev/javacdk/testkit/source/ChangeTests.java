package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.StateLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Whatever rows come, go and change while a sync reads them, between its attempts and before the
 * next one: a row that was there all the time is read by the first sync, and behind the second
 * nobody lacks what the API has.
 *
 * <p>That is what a paging by tokens or a keyset promises, and one that counts where the API says a
 * total or rows overlap; where a paging cannot promise it, the suite finds that: say {@link
 * Changes#onlyGrowing}, or how the kit can see that rows moved.
 *
 * <p>In a test class: {@code @TestFactory Stream<DynamicNode> changes() { return
 * ChangeTests.of(trial, api, List.of(Changes.of("customers", customers)), 1, 2, 3); }}. Each seed is
 * one history of changes and stops; a failure says which.
 */
public final class ChangeTests {

  private static final int STOPPED = 3;
  private static final double PER_REQUEST = 0.7;

  private final SourceTrial trial;
  private final List<Changes> changes;

  /** So many lines a sync writes while nothing changes, by the number of workers. */
  private final Map<Integer, Integer> linesOfWhole = new TreeMap<>();

  /** What happens at each request. */
  private volatile Runnable meanwhile = () -> {};

  private ChangeTests(SourceTrial trial, LocalApi api, List<Changes> changes) {
    this.trial = trial;
    this.changes = List.copyOf(changes);
    api.onRequest(request -> meanwhile.run());
  }

  /**
   * The tests: one for each number of workers and seed.
   *
   * @param api what the source reads
   * @param changes what changes there; rows are as from the start behind each test
   */
  public static Stream<DynamicNode> of(
      SourceTrial trial, LocalApi api, List<Changes> changes, long... seeds) {
    ChangeTests tests = new ChangeTests(trial, api, changes);
    List<DynamicNode> all = new ArrayList<>();
    for (int workers : trial.workers()) {
      for (long seed : seeds) {
        all.add(
            dynamicTest(
                "nothing is lost to rows that change, read by %s, seed %d"
                    .formatted(workers == 1 ? "one thread" : workers + " workers", seed),
                () -> tests.new History(workers, seed).happen()));
      }
    }
    return all.stream();
  }

  private int lines(int workers) {
    Attempt whole = trial.reading(workers).fromStart();
    Whole.requireGood(trial, whole, workers);
    return (int) whole.output().lines().count();
  }

  /** What happens by one seed. */
  private final class History {
    private final int workers;
    private final long seed;
    private final Random random;
    private final List<String> log = new ArrayList<>();
    private final StateLines states = StateLines.of(List.of());
    private final Reached reached = new Reached(new KeysOfStreams(trial.runner().discover()));
    private int made;

    History(int workers, long seed) {
      this.workers = workers;
      this.seed = seed;
      this.random = new Random(seed);
    }

    void happen() {
      restore();
      int lines = linesOfWhole.computeIfAbsent(workers, ChangeTests.this::lines);
      try {
        List<List<Long>> from = present();
        sync(lines);
        List<List<Long>> to = present();
        for (int i = 0; i < changes.size(); i++) {
          from.get(i).retainAll(to.get(i));
          reached.require(this + ", the first sync", changes.get(i), from.get(i));
        }
        change();
        nextSync();
        for (Changes each : changes) {
          reached.require(this + ", the sync behind it", each, each.rows().present());
        }
        reached.requireAll(this + ", the sync behind it", trial.reading(workers).fromStart());
        System.out.printf(
            "%d changes, read by %d worker(s), seed %d: nothing lost%n", made, workers, seed);
      } finally {
        restore();
      }
    }

    private void restore() {
      changes.forEach(each -> each.rows().restore());
    }

    private List<List<Long>> present() {
      List<List<Long>> all = new ArrayList<>();
      changes.forEach(each -> all.add(new ArrayList<>(each.rows().present())));
      return all;
    }

    private void change() {
      for (Changes each : changes) {
        List<String> all = each.makeEach(random);
        log.addAll(all);
        made += all.size();
      }
    }

    /** One sync of several attempts, of which the first few are stopped. */
    private void sync(int lines) {
      for (int attempt = 0; attempt < STOPPED; attempt++) {
        Cut cut = Cut.stoppedBehind(1 + random.nextInt(lines));
        log.add(cut.toString());
        if (attempt(cut).exitCode() == 0) {
          return;
        }
        change();
      }
      Attempt last = attempt(Cut.none());
      if (last.exitCode() != 0) {
        throw new AssertionError(this + ": an attempt fails: " + last.errors());
      }
    }

    private Attempt attempt(Cut cut) {
      meanwhile = this::maybe;
      try {
        Attempt read = trial.reading(workers).cut(cut).from(states);
        reached.take(read);
        read.messages().forEach(states::accept);
        return read;
      } finally {
        meanwhile = () -> {};
      }
    }

    /** Called by the threads of the API, by several at once. */
    private synchronized void maybe() {
      if (random.nextDouble() < PER_REQUEST) {
        log.add(changes.get(random.nextInt(changes.size())).make(random));
        made++;
      }
    }

    /** Nothing changes while it reads; streams without a cursor are read anew. */
    private void nextSync() {
      SourceTrial.Reading reading = trial.reading(workers);
      reading.catalog().readAnew().forEach(states::forget);
      Attempt next = reading.from(states);
      if (next.exitCode() != 0) {
        throw new AssertionError(this + ": the next sync fails: " + next.errors());
      }
      reached.take(next);
    }

    @Override
    public String toString() {
      return "read by %d worker(s), seed %d, %s".formatted(workers, seed, log);
    }
  }
}
