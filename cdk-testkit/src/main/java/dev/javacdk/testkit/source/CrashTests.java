package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.process.ProtocolMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Whatever moment a sync is cut off at, nothing is lost. The sync is read once to its end; then it
 * is cut off at places spread evenly over it, at most {@link SourceTrial#mostCuts} of each kind:
 *
 * <ul>
 *   <li><b>killed</b>: another attempt begins with what a platform would have behind each state. A
 *       kill before the next state leaves the same state and more records, so these are all the
 *       kills there are: after each record, page and state, and inside each response;
 *   <li><b>stopped</b>, as by SIGTERM, behind each line of its output: it writes what was
 *       committed, and ends;
 *   <li>with <b>its output closed</b>, as by a pipe whose reader is gone or a disk that is full,
 *       mostly inside a line.
 * </ul>
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
 * CrashTests.of(trial); }}. Each test says on standard output how many cuts it has made, and fails
 * where they are fewer than {@link SourceTrial#leastCuts}.
 */
public final class CrashTests {

  private final SourceTrial trial;
  private final int workers;
  private final Instant began = Instant.now();

  private CrashTests(SourceTrial trial, int workers) {
    this.trial = trial;
    this.workers = workers;
  }

  /** The tests: three for each number of workers. */
  public static Stream<DynamicNode> of(SourceTrial trial) {
    return trial.workers().stream().flatMap(workers -> new CrashTests(trial, workers).tests());
  }

  private Stream<DynamicNode> tests() {
    String by = ", read by " + (workers == 1 ? "one thread" : workers + " workers");
    return Stream.of(
        dynamicTest("nothing is lost wherever it is killed" + by, this::killed),
        dynamicTest("nothing is lost wherever it is stopped" + by, this::stopped),
        dynamicTest("nothing is lost wherever its output is closed" + by, this::closed));
  }

  private Reading reading() {
    return trial.reading(workers).allAt(began);
  }

  private Attempt whole() {
    Attempt whole = reading().fromStart();
    Whole.requireGood(trial, whole, workers);
    return whole;
  }

  private Resumed resumed(Attempt whole) {
    Resumed resumed = new Resumed(whole, Resumed.cursors(trial), reading().isOfOneMoment());
    if (resumed.records() < trial.leastRecords()) {
      throw new AssertionError(
          "a sync of %d records is too small to be cut: %d are wanted, or say leastRecords(...)"
              .formatted(resumed.records(), trial.leastRecords()));
    }
    return resumed;
  }

  private void killed() {
    Attempt whole = whole();
    Resumed resumed = resumed(whole);
    int states = whole.of("STATE").size();
    Reading reading = reading();
    Marked marked = new Marked();
    int number = 0;
    for (ProtocolMessage message : whole.messages()) {
      if (marked.take(message) && isChosen(++number, states)) {
        resumed.require(
            "killed behind state %d, read by %d worker(s)".formatted(number, workers),
            marked,
            reading.from(marked.states()));
      }
    }
    say(resumed, "killed", states, "states");
  }

  private void stopped() {
    Attempt whole = whole();
    Resumed resumed = resumed(whole);
    long lines = whole.output().lines().count();
    cut(resumed, lines, Cut::stoppedBehind);
    say(resumed, "stopped", lines, "lines");
  }

  private void closed() {
    Attempt whole = whole();
    Resumed resumed = resumed(whole);
    long bytes = whole.output().getBytes(StandardCharsets.UTF_8).length;
    cut(resumed, bytes, Cut::closedBehind);
    say(resumed, "closed", bytes, "bytes");
  }

  /** Where exactly depends on how the threads of both attempts happen to run. */
  private void cut(Resumed resumed, long all, LongFunction<Cut> place) {
    Reading reading = reading();
    places(all)
        .mapToObj(place)
        .forEach(cut -> {
          String where = "%s, read by %d worker(s)".formatted(cut, workers);
          Attempt cutOff = reading.cut(cut).fromStart();
          resumed.requireHonest(where, cutOff);
          Marked marked = new Marked();
          cutOff.messages().forEach(marked::take);
          resumed.require(where, marked, reading.from(marked.states()));
        });
  }

  private LongStream places(long all) {
    return LongStream.rangeClosed(1, all).filter(number -> isChosen(number, all));
  }

  /** Of very many places some are taken, evenly, the last among them. */
  private boolean isChosen(long number, long all) {
    long most = trial.mostCuts();
    return all <= most || number * most / all > (number - 1) * most / all;
  }

  private void say(Resumed resumed, String how, long all, String of) {
    long cuts = Math.min(all, trial.mostCuts());
    String said = "%s behind %,d of %,d %s".formatted(how, cuts, all, of);
    if (cuts < trial.leastCuts()) {
      throw new AssertionError(
          "it was only %s: %d cuts are wanted, or say leastCuts(...)"
              .formatted(said, trial.leastCuts()));
    }
    Report.say(
        "%,d records, %s, read by %d worker(s): nothing lost"
            .formatted(resumed.records(), said, workers));
  }
}
