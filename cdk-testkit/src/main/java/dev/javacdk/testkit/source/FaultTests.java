package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Whatever an API answers in place of what was asked for, no record is lost: the sync is read while
 * requests of it meet a fault, and again with its states as long as it fails. Each fault is met
 * alone, and several are together, at requests that a seed chooses; a test in which none was hit
 * fails.
 *
 * <p>In a test class: {@code @TestFactory Stream<DynamicNode> faults() { return
 * FaultTests.of(trial, api, 1); }}.
 */
public final class FaultTests {

  /** An attempt may fail for each fault; and one must end well. */
  private static final int MORE_ATTEMPTS = 2;

  private static final int TOGETHER = 6;

  private final SourceTrial trial;
  private final LocalApi api;
  private final long[] seeds;
  private final Map<Integer, Undisturbed> whole = new TreeMap<>();

  /** What a sync reads that meets no fault, and in how many requests. */
  private record Undisturbed(Map<StreamId, List<String>> records, int requests) {}

  private FaultTests(SourceTrial trial, LocalApi api, long[] seeds) {
    this.trial = trial;
    this.api = api;
    this.seeds = seeds;
  }

  /**
   * The tests: one for each fault, read by one thread, and one for many at once for each number of
   * workers.
   *
   * @param api what the source reads; its faults are taken away behind each test
   * @param seeds each chooses a request for each fault to hit
   */
  public static Stream<DynamicNode> of(SourceTrial trial, LocalApi api, long... seeds) {
    FaultTests tests = new FaultTests(trial, api, seeds.clone());
    Map<String, Fault> known = KnownFaults.all();
    List<DynamicNode> all = new ArrayList<>();
    known.forEach((name, fault) ->
        all.add(dynamicTest("no record is lost to " + name, () -> tests.alone(name, fault))));
    for (int workers : trial.workers()) {
      all.add(
          dynamicTest(
              "no record is lost to many faults at once, read by "
                  + (workers == 1 ? "one thread" : workers + " workers"),
              () -> tests.together(known, workers)));
    }
    return all.stream();
  }

  private void alone(String name, Fault fault) {
    meet(
        1,
        (random, requests) -> Map.of(1L + random.nextInt(requests), Map.entry(name, fault)),
        name.hashCode());
  }

  /** Each hits a request of its own; of the same fault several may be among them. */
  private void together(Map<String, Fault> known, int workers) {
    List<Map.Entry<String, Fault>> kinds = List.copyOf(known.entrySet());
    meet(
        workers,
        (random, requests) -> {
          Map<Long, Map.Entry<String, Fault>> chosen = new TreeMap<>();
          while (chosen.size() < Math.min(TOGETHER, requests)) {
            chosen.put(1L + random.nextInt(requests), kinds.get(random.nextInt(kinds.size())));
          }
          return chosen;
        },
        workers);
  }

  private Undisturbed undisturbed(int workers) {
    api.clearFaults();
    api.resetCounters();
    Attempt read = trial.reading(workers).fromStart();
    Whole.requireGood(trial, read, workers);
    return new Undisturbed(
        read.records(), (int) Math.min(Integer.MAX_VALUE, api.counters().total()));
  }

  /** Which of so many requests meet which fault. */
  private interface Choice {
    Map<Long, Map.Entry<String, Fault>> of(Random random, int requests);
  }

  private void meet(int workers, Choice choice, int salt) {
    Undisturbed undisturbed = whole.computeIfAbsent(workers, this::undisturbed);
    int requests = undisturbed.requests();
    try {
      for (long seed : seeds) {
        Map<Long, Map.Entry<String, Fault>> chosen =
            choice.of(new Random(seed * 31 + salt), requests);
        api.clearFaults();
        api.resetCounters();
        Map<String, String> said = new LinkedHashMap<>();
        chosen.forEach((number, fault) -> {
          api.fault(FaultRule.nth(number, fault.getValue()));
          said.merge(fault.getKey(), number.toString(), (one, more) -> one + ", " + more);
        });
        String where =
            "%s met by request %s of %d, seed %d, read by %d worker(s)"
                .formatted(
                    String.join(" and ", said.keySet()),
                    String.join(" and ", said.values()),
                    requests,
                    seed,
                    workers);
        requireAll(
            where, undisturbed.records(), delivered(where, workers, chosen.size() + MORE_ATTEMPTS));
        if (api.counters().faulted() == 0) {
          throw new AssertionError(where + ": no request was hit");
        }
      }
    } finally {
      api.clearFaults();
    }
  }

  /** What all attempts together have delivered, of which the last ends well. */
  private Map<StreamId, List<String>> delivered(String where, int workers, int most) {
    Map<StreamId, List<String>> all = new TreeMap<>();
    StateLines states = StateLines.none();
    Reading reading = trial.reading(workers);
    List<String> errors = new ArrayList<>();
    for (int attempt = 0; attempt < most; attempt++) {
      Attempt next = reading.from(attempt == 0 ? null : states);
      next.records()
          .forEach((stream, records) ->
              all.computeIfAbsent(stream, id -> new ArrayList<>()).addAll(records));
      next.messages().stream().filter(ProtocolMessage::isState).forEach(states::accept);
      if (next.exitCode() == 0) {
        return all;
      }
      errors.addAll(next.errors());
    }
    throw new AssertionError("%s: %d attempts have failed: %s".formatted(where, most, errors));
  }

  private static void requireAll(
      String where, Map<StreamId, List<String>> all, Map<StreamId, List<String>> delivered) {
    all.forEach((stream, records) -> {
      List<String> lost =
          Counted.of(records).beyond(Counted.of(delivered.getOrDefault(stream, List.of())));
      if (!lost.isEmpty()) {
        throw new AssertionError(
            "%s: stream '%s' loses %s".formatted(where, stream, Resumed.some(lost)));
      }
    });
  }
}
