package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Whatever an API answers in place of what was asked for, no record is lost: the sync is read while
 * one request of it meets a fault, and again with its states as long as it fails. Which request
 * that is, a seed chooses; a test in which none was hit fails.
 *
 * <p>In a test class: {@code @TestFactory Stream<DynamicNode> faults() { return
 * FaultTests.of(trial, api, 1); }}.
 */
public final class FaultTests {

  private static final int ATTEMPTS = 4;

  private final SourceTrial trial;
  private final LocalApi api;
  private final long[] seeds;

  private FaultTests(SourceTrial trial, LocalApi api, long[] seeds) {
    this.trial = trial;
    this.api = api;
    this.seeds = seeds;
  }

  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("an error of the server", Fault.status(500));
    faults.put("a limit", Fault.tooManyRequests(Duration.ofSeconds(1)));
    faults.put("a server that is away", Fault.unavailable(Duration.ofSeconds(1)));
    faults.put("a token that has expired", Fault.status(401));
    // 410 is left out: at the first page of a part it says, and may say, that its parent is gone.
    faults.put("a position that is refused", Fault.expiredToken(400));
    faults.put("a connection that is reset", Fault.reset());
    faults.put("a body that breaks off", Fault.truncatedBody());
    faults.put("a chunk that breaks off", Fault.truncatedChunk());
    faults.put("a reset in the body", Fault.resetInBody());
    faults.put("a page of a proxy", Fault.htmlPage(200));
    faults.put(
        "an error in a good answer",
        Fault.errorInBody(JsonNodeFactory.instance.objectNode().put("error", "internal")));
    return faults;
  }

  /**
   * The tests: one for each fault.
   *
   * @param api what the source reads; its faults are taken away behind each test
   * @param seeds each chooses a request for each fault to hit
   */
  public static Stream<DynamicNode> of(SourceTrial trial, LocalApi api, long... seeds) {
    FaultTests tests = new FaultTests(trial, api, seeds.clone());
    return faults().entrySet().stream()
        .map(fault ->
            dynamicTest(
                "no record is lost to " + fault.getKey(),
                () -> tests.meet(fault.getKey(), fault.getValue())));
  }

  private void meet(String name, Fault fault) {
    api.clearFaults();
    api.resetCounters();
    Attempt whole = trial.reading(1).fromStart();
    Whole.requireGood(trial, whole, 1);
    long requests = api.counters().total();
    try {
      for (long seed : seeds) {
        Random random = new Random(seed * 31 + name.hashCode());
        long number = 1L + random.nextInt((int) Math.min(Integer.MAX_VALUE, requests));
        api.clearFaults();
        api.resetCounters();
        api.fault(FaultRule.nth(number, fault));
        String where =
            "%s met by request %d of %d, seed %d".formatted(name, number, requests, seed);
        requireAll(where, whole.records(), delivered(where));
        if (api.counters().faulted() == 0) {
          throw new AssertionError(where + ": no request was hit");
        }
      }
    } finally {
      api.clearFaults();
    }
  }

  /** What all attempts together have delivered, of which the last ends well. */
  private Map<StreamId, List<String>> delivered(String where) {
    Map<StreamId, List<String>> all = new TreeMap<>();
    StateLines states = StateLines.of(List.of());
    SourceTrial.Reading reading = trial.reading(1);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Attempt next = reading.from(attempt == 0 ? null : states);
      next.records()
          .forEach((stream, records) ->
              all.computeIfAbsent(stream, id -> new ArrayList<>()).addAll(records));
      next.messages().stream().filter(ProtocolMessage::isState).forEach(states::accept);
      if (next.exitCode() == 0) {
        return all;
      }
    }
    throw new AssertionError("%s: %d attempts have failed".formatted(where, ATTEMPTS));
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
