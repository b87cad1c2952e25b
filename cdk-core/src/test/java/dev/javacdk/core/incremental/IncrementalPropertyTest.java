package dev.javacdk.core.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.state.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Incremental syncs over an API that changes while it is read: nothing is lost. */
class IncrementalPropertyTest {

  private static final int RUNS = Boolean.getBoolean("javacdk.full") ? 5_000 : 100;
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

  /** Changes are milliseconds apart: with whole seconds, each sync would read all of them again. */
  private static final Cursor UPDATED =
      Cursor.instant("u").from("2026-08-01T00:00:00.000Z").from((Instant) null);

  private static StreamDefinition stream(String name, Cursor cursor) {
    return Streams.paged(name, (slice, output, context) -> Progress.complete()).cursor(cursor);
  }

  private static StreamDefinition rows() {
    return Streams.paged("rows", (slice, output, context) -> Progress.complete());
  }

  private static StreamDefinition below(StreamDefinition parent, Cursor cursor) {
    return stream("records", cursor).partitions(Partitions.each(parent, "id").as("row"));
  }

  /** Runs of several syncs, each with crashes and changes, then one when all is quiet. */
  private static void forAll(
      StreamDefinition stream, Duration skew, boolean failures, Consumer<IncrementalRun> check) {
    for (long seed = 1; seed <= RUNS; seed++) {
      try {
        IncrementalRun run = run(stream, skew, failures, seed);
        check.accept(run);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static IncrementalRun run(
      StreamDefinition stream, Duration skew, boolean failures, long seed) {
    IncrementalRun run = unfinished(stream, skew, failures, seed);
    run.lastSync();
    return run;
  }

  private static IncrementalRun unfinished(
      StreamDefinition stream, Duration skew, boolean failures, long seed) {
    Random random = new Random(seed);
    Cursor cursor = stream.cursor().orElseThrow();
    ChangingApi api = new ChangingApi(random, cursor, START.plusSeconds(10), skew);
    IncrementalRun.Weather weather =
        new IncrementalRun.Weather(
            1 + random.nextInt(8),
            random.nextDouble() * 0.1,
            random.nextDouble() * 0.5,
            random.nextDouble(),
            failures ? random.nextDouble() * 0.05 : 0);
    IncrementalRun run = new IncrementalRun(stream, api, random, weather);
    int syncs = 1 + random.nextInt(4);
    for (int i = 0; i < syncs; i++) {
      run.sync();
      for (int changes = random.nextInt(10); changes > 0; changes--) {
        api.passTime(Duration.ofMillis(random.nextInt(500)));
        api.change();
      }
    }
    return run;
  }

  @Test
  void nothingIsLostOfPartitionsAndNoCommittedPageIsReadAgain() {
    forAll(
        below(rows(), UPDATED),
        Duration.ZERO,
        false,
        run -> {
          assertThat(run.lost()).as("lost; state %s", run.state).isEmpty();
          assertThat(run.again).as("pages read again").isEmpty();
          assertThat(run.partitionsAgain).as("partitions read again in a pass").isZero();
        });
  }

  @Test
  void nothingIsLostWherePartitionsFail() {
    forAll(below(rows(), UPDATED), Duration.ZERO, true, run -> assertThat(run.lost()).isEmpty());
  }

  @Test
  void nothingIsLostWherePositionsShift() {
    forAll(
        below(rows(), UPDATED).withShiftingPositions(),
        Duration.ZERO,
        true,
        run -> assertThat(run.lost()).isEmpty());
  }

  @Test
  void nothingIsLostWhereTheParentCannotResume() {
    forAll(
        below(rows().withoutCheckpoints(), UPDATED),
        Duration.ZERO,
        false,
        run -> {
          assertThat(run.lost()).isEmpty();
          assertThat(run.again).isEmpty();
        });
  }

  @Test
  void nothingIsLostWhereCursorsAreFolded() {
    for (long bytes : new long[] {0, 400}) {
      StreamDefinition folding = below(rows(), UPDATED).foldPast(bytes);
      forAll(
          folding,
          Duration.ZERO,
          false,
          run -> {
            assertThat(run.lost()).as("lost; state %s", run.state).isEmpty();
            assertThat(run.again).isEmpty();
          });
      forAll(folding, Duration.ZERO, true, run -> assertThat(run.lost()).isEmpty());
    }
  }

  @Test
  void nothingIsLostWhereTheParentsChangesAreFollowed() {
    StreamDefinition rows = rows().cursor(UPDATED);
    StreamDefinition records =
        stream("records", UPDATED).partitions(Partitions.each(rows, "id").as("row").whenChanged());
    forAll(records, Duration.ZERO, true, run -> assertThat(run.lost()).isEmpty());
    forAll(records.foldPast(0), Duration.ZERO, true, run -> assertThat(run.lost()).isEmpty());
  }

  @Test
  void nothingIsLostWhereTheChangesOfAParentInPartsAreFollowed() {
    StreamDefinition groups =
        Streams.paged("groups", (slice, output, context) -> Progress.complete());
    for (boolean stable : new boolean[] {true, false}) {
      StreamDefinition rows =
          rows().cursor(UPDATED).partitions(Partitions.each(groups, "id").as("group"));
      StreamDefinition followed = stable ? rows : rows.withShiftingPositions();
      StreamDefinition records =
          stream("records", UPDATED)
              .partitions(Partitions.each(followed, "id").as("row").whenChanged());
      forAll(
          records,
          Duration.ZERO,
          true,
          run -> assertThat(run.lost()).as("lost; state %s", run.state).isEmpty());
      forAll(records.foldPast(0), Duration.ZERO, true, run -> assertThat(run.lost()).isEmpty());
    }
  }

  @Test
  void nothingIsLostInWindowsAndNoneIsReadTwice() {
    Cursor windowed = UPDATED.from(START).windows(Windows.of(Duration.ofSeconds(1)));
    forAll(
        stream("records", windowed),
        Duration.ZERO,
        false,
        run -> {
          assertThat(run.lost()).as("lost; state %s", run.state).isEmpty();
          assertThat(run.again).isEmpty();
          assertThat(run.partitionsAgain).isZero();
        });
    forAll(
        stream("records", windowed).withShiftingPositions(),
        Duration.ZERO,
        true,
        run -> assertThat(run.lost()).isEmpty());
  }

  @Test
  void nothingIsLostInWindowsInsidePartitions() {
    Cursor windowed = UPDATED.from(START).windows(Windows.of(Duration.ofSeconds(2)));
    forAll(
        below(rows(), windowed),
        Duration.ZERO,
        true,
        run -> {
          assertThat(run.lost()).as("lost; state %s", run.state).isEmpty();
          assertThat(run.again).isEmpty();
        });
  }

  @Test
  void nothingIsLostInWindowsOfNumbersThatGrowWhileTheyAreRead() {
    for (int step : new int[] {3, 10, 40, 1_000}) {
      Cursor windowed = Cursor.number("n").from("0").windows(Windows.ofNumbers(step));
      List<StreamDefinition> streams =
          List.of(
              stream("records", windowed),
              stream("records", windowed).withShiftingPositions(),
              stream("records", windowed.lookBack(5)),
              below(rows(), windowed),
              below(rows(), windowed).withShiftingPositions());
      for (StreamDefinition stream : streams) {
        forAll(
            stream,
            Duration.ZERO,
            true,
            run -> assertThat(run.lost()).as("lost; state %s", run.state).isEmpty());
      }
    }
  }

  @Test
  void clockThatIsOffLosesSomethingWithoutALookBackAndNothingWithOne() {
    Duration late = Duration.ofMillis(40);
    int[] lost = new int[1];
    forAll(below(rows(), UPDATED), late, false, run -> lost[0] += run.lost().size());
    assertThat(lost[0]).as("lost without a look-back").isPositive();
    forAll(
        below(rows(), UPDATED.lookBack(late)), late, true, run -> assertThat(run.lost()).isEmpty());
    forAll(
        below(rows(), UPDATED.lookBack(late)).foldPast(0),
        late,
        true,
        run -> assertThat(run.lost()).isEmpty());
    Cursor windowed = UPDATED.from(START).lookBack(late).windows(Windows.of(Duration.ofSeconds(1)));
    forAll(stream("records", windowed), late, true, run -> assertThat(run.lost()).isEmpty());
    forAll(
        below(rows(), UPDATED),
        late.negated(),
        true,
        run -> assertThat(run.lost()).as("a clock ahead of ours").isEmpty());
  }

  @Test
  void stateThatIsHandedBackToAnOlderReaderLosesNothing() {
    StreamDefinition rows = rows().cursor(UPDATED);
    Cursor windowed = UPDATED.from(START).windows(Windows.of(Duration.ofSeconds(1)));
    List<StreamDefinition> streams =
        List.of(
            below(rows(), UPDATED),
            below(rows(), UPDATED).foldPast(0),
            stream("records", UPDATED)
                .partitions(Partitions.each(rows, "id").as("row").whenChanged()),
            stream("records", windowed));
    for (StreamDefinition stream : streams) {
      for (long seed = 1; seed <= RUNS; seed++) {
        IncrementalRun run = unfinished(stream, Duration.ZERO, true, seed);
        run.handBack();
        assertThat(run.lost())
            .as("seed %d, %s, lost by an older reader of %s", seed, stream, run.state)
            .isEmpty();
      }
    }
  }
}
