package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import tools.jackson.databind.JsonNode;

/**
 * Whatever moment a sync is cut off at, nothing is lost. The sync is read once to its end; then,
 * for each state that it has written, another attempt begins with what a platform would have by
 * then. A kill before the next state leaves the same state and more records, so these are all the
 * cuts there are: after each record, page and state, and inside each response. Of more states than
 * {@link SourceTrial#mostCuts} some are taken, evenly.
 *
 * <p>Of each cut it must hold, for each stream:
 *
 * <ul>
 *   <li>what had left before and what the next attempt reads are all records;
 *   <li>what the states cover is not read again (streams with a cursor may read its edge again);
 *   <li>the next attempt ends well, and with the same states as the sync that nobody cut off.
 * </ul>
 *
 * <p>In a test class: {@code @TestFactory Stream<DynamicNode> crashes() { return
 * CrashTests.of(trial); }}. Each test says on standard output how many cuts it has made.
 */
public final class CrashTests {

  private static final int SHOWN = 3;

  private final SourceTrial trial;
  private final int workers;

  private CrashTests(SourceTrial trial, int workers) {
    this.trial = trial;
    this.workers = workers;
  }

  /** The tests: one for each number of workers. */
  public static Stream<DynamicNode> of(SourceTrial trial) {
    return trial.workers().stream()
        .map(workers ->
            dynamicTest(
                "nothing is lost wherever it is cut off, read by "
                    + (workers == 1 ? "one thread" : workers + " workers"),
                () -> new CrashTests(trial, workers).cut()));
  }

  private void cut() {
    Attempt whole = trial.read(workers, null);
    Whole.requireGood(trial, whole, workers);
    Map<StreamId, List<String>> all = whole.records();
    long records = all.values().stream().mapToLong(List::size).sum();
    if (records < trial.leastRecords()) {
      throw new AssertionError(
          "a sync of %d records is too small to be cut: %d are wanted, or say leastRecords(...)"
              .formatted(records, trial.leastRecords()));
    }
    StateLines last = StateLines.of(whole.messages());
    Set<StreamId> cursors = cursors();
    Marked marked = new Marked();
    int states = whole.of("STATE").size();
    if (states < 2) {
      throw new AssertionError(
          "only %d states were written: there is nowhere to be cut".formatted(states));
    }
    int number = 0;
    int cuts = 0;
    for (ProtocolMessage message : whole.messages()) {
      if (marked.take(message) && isChosen(++number, states)) {
        cuts++;
        cutBehind(number, marked, all, last, cursors);
      }
    }
    System.out.printf(
        "%,d records, cut behind %,d of %,d states, read by %d worker(s): nothing lost%n",
        records, cuts, states, workers);
  }

  /** Of very many states some are taken, evenly, and the last. */
  private boolean isChosen(int number, int states) {
    int step = (states + trial.mostCuts() - 1) / trial.mostCuts();
    return number % step == 0 || number == states;
  }

  /** The streams with a cursor. */
  private Set<StreamId> cursors() {
    Set<StreamId> cursors = new TreeSet<>();
    for (ProtocolMessage catalog : trial.discover().of("CATALOG")) {
      for (JsonNode stream : catalog.json().at("/catalog/streams")) {
        if (!stream.path("default_cursor_field").isEmpty()) {
          StreamId.in(stream, "name").ifPresent(cursors::add);
        }
      }
    }
    return cursors;
  }

  private void cutBehind(
      int number,
      Marked marked,
      Map<StreamId, List<String>> all,
      StateLines last,
      Set<StreamId> cursors) {
    String state = marked.states().toJson().toString();
    Attempt next = trial.read(workers, state);
    String where = "cut behind state %d, read by %d worker(s)".formatted(number, workers);
    if (next.exitCode() != 0) {
      throw failure(where, state, "the next attempt fails: " + next.errors());
    }
    Map<StreamId, List<String>> read = next.records();
    all.forEach((stream, records) -> {
      List<String> again = read.getOrDefault(stream, List.of());
      Counted there = Counted.of(marked.left(stream)).add(again);
      List<String> lost = Counted.of(records).beyond(there);
      if (!lost.isEmpty()) {
        throw failure(where, state, "stream '%s' loses %s".formatted(stream, some(lost)));
      }
      List<String> twice =
          Counted.of(marked.covered(stream)).add(again).beyond(Counted.of(records));
      if (!twice.isEmpty() && !cursors.contains(stream)) {
        throw failure(
            where,
            state,
            "stream '%s' reads again what its state covers: %s".formatted(stream, some(twice)));
      }
    });
    StateLines ended = StateLines.of(next.messages());
    all.keySet()
        .forEach(stream -> {
          JsonNode expected = last.of(stream).orElse(null);
          // A stream that was read to its end before the cut may have nothing more to say.
          JsonNode found = ended.of(stream).or(() -> marked.states().of(stream)).orElse(null);
          if (expected != null && !expected.equals(found)) {
            throw failure(
                where,
                state,
                "stream '%s' ends with another state: %s in place of %s"
                    .formatted(stream, found, expected));
          }
        });
  }

  private static AssertionError failure(String where, String state, String what) {
    return new AssertionError("%s: %s%nstate: %s".formatted(where, what, state));
  }

  static String some(List<String> records) {
    return "%d records: %s%s"
        .formatted(
            records.size(),
            records.stream().limit(SHOWN).collect(Collectors.joining(", ")),
            records.size() > SHOWN ? ", ..." : "");
  }
}
