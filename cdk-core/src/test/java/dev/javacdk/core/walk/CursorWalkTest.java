package dev.javacdk.core.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Rule L13: an incremental slice that was cut off goes on with its bounds. */
class CursorWalkTest {

  private static final Cursor UPDATED = Cursor.instant("u");
  private static final Progress PAGE_2 = Progress.next("page", 2);

  private final ManualClock clock = ManualClock.at("2026-08-02T00:00:00Z");

  private static StreamDefinition stream(Cursor cursor) {
    return Streams.paged("s", (slice, output, context) -> Progress.complete()).cursor(cursor);
  }

  private CursorWalk walk(StreamDefinition stream, String state) {
    ObjectNode json = (ObjectNode) ExactJson.MAPPER.readTree(state);
    Standing standing = StandingJson.read(stream.cursor().orElseThrow(), json, "stream 's'");
    return CursorWalk.of(stream, Partition.whole(), standing, clock);
  }

  private static String said(StreamDefinition stream, Step step) {
    StreamState state =
        StandingJson.state(
            stream.cursor().orElseThrow(), java.util.Objects.requireNonNull(step.standing()));
    return dev.javacdk.core.state.StateJson.text(state);
  }

  private static PageSaid said(Progress progress, @Nullable String greatest) {
    return PageSaid.of(progress, greatest);
  }

  @Test
  void sliceThatWasCutOffKeepsItsCursorItsTokenAndItsBounds() {
    StreamDefinition stream = stream(UPDATED);
    CursorWalk walk = walk(stream, "{\"u\":\"2026-08-01T00:00:00Z\"}");
    assertThat(walk.slice().describe())
        .isEqualTo("start, since 2026-08-01T00:00:00Z, until 2026-08-02T00:00:00Z");
    String state = said(stream, walk.observe(said(PAGE_2, "2026-08-01T09:00:00Z")));
    assertThat(state)
        .isEqualTo(
            "{\"u\":\"2026-08-01T00:00:00Z\",\"__page\":{\"token\":{\"page\":2},"
                + "\"until\":\"2026-08-02T00:00:00Z\",\"max\":\"2026-08-01T09:00:00Z\"}}");

    clock.advance(Duration.ofHours(5));
    CursorWalk again = walk(stream, state);
    assertThat(again.slice().describe())
        .isEqualTo("page {\"page\":2}, since 2026-08-01T00:00:00Z, until 2026-08-02T00:00:00Z");
    Step end = again.observe(said(Progress.complete(), "2026-08-01T03:00:00Z"));
    assertThat(said(stream, end)).isEqualTo("{\"u\":\"2026-08-01T09:00:00Z\"}");
  }

  /** What changed behind the reader while it read is as old as what it saw last. */
  @Test
  void cursorAtTheEndIsNeverLaterThanTheFirstRequest() {
    StreamDefinition stream = stream(UPDATED);
    CursorWalk walk = walk(stream, "{\"u\":\"2026-08-01T00:00:00Z\"}");
    clock.advance(Duration.ofHours(1));
    Step end = walk.observe(said(Progress.complete(), "2026-08-02T00:30:00Z"));
    assertThat(said(stream, end)).isEqualTo("{\"u\":\"2026-08-02T00:00:00Z\"}");
  }

  @Test
  void positionsThatShiftAreNotKept() {
    StreamDefinition stream = stream(UPDATED).withShiftingPositions();
    CursorWalk walk = walk(stream, "{\"u\":\"2026-08-01T00:00:00Z\"}");
    Step page = walk.observe(said(PAGE_2, "2026-08-01T09:00:00Z"));
    assertThat(said(stream, page)).isEqualTo("{\"u\":\"2026-08-01T00:00:00Z\"}");
  }

  @Test
  void recordsThatAscendMoveTheCursorWherePositionsShift() {
    StreamDefinition stream = stream(UPDATED.ascending()).withShiftingPositions();
    CursorWalk walk = walk(stream, "{\"u\":\"2026-08-01T00:00:00Z\"}");
    Step page = walk.observe(said(PAGE_2, "2026-08-01T09:00:00Z"));
    assertThat(said(stream, page)).isEqualTo("{\"u\":\"2026-08-01T09:00:00Z\"}");
  }

  @Test
  void tokenFromAStateIsNotUsedOnceThePositionsShift() {
    StreamDefinition stream = stream(UPDATED).withShiftingPositions();
    CursorWalk walk =
        walk(stream, "{\"u\":\"2026-08-01T00:00:00Z\",\"__page\":{\"token\":{\"page\":7}}}");
    assertThat(walk.slice().cursor().isStart()).isTrue();
  }

  @Test
  void lookBackMovesTheRequestAndNotTheCursor() {
    StreamDefinition stream = stream(UPDATED.lookBack(Duration.ofMinutes(10)));
    CursorWalk walk = walk(stream, "{\"u\":\"2026-08-01T00:00:00Z\"}");
    assertThat(walk.slice().since()).isEqualTo("2026-07-31T23:50:00Z");
    Step end = walk.observe(said(Progress.complete(), "2026-07-31T23:55:00Z"));
    assertThat(said(stream, end)).isEqualTo("{\"u\":\"2026-08-01T00:00:00Z\"}");
  }

  @Test
  void windowsInsideAPartitionAreReadInTurn() {
    Cursor windowed = UPDATED.from("2026-07-30T12:00:00Z").windows(Windows.ofDays(1).clamp());
    StreamDefinition stream = stream(windowed);
    CursorWalk walk = walk(stream, "{}");
    assertThat(walk.slice().describe())
        .isEqualTo("start, since 2026-07-30T12:00:00Z, until 2026-07-31T00:00:00Z");
    Step first = walk.observe(said(Progress.complete(), "2026-07-30T13:00:00Z"));
    assertThat(first.more()).isTrue();
    assertThat(walk.slice().describe())
        .isEqualTo("start, since 2026-07-31T00:00:00Z, until 2026-08-01T00:00:00Z");
    String state = said(stream, walk.observe(said(PAGE_2, null)));
    assertThat(state)
        .isEqualTo(
            "{\"__page\":{\"since\":\"2026-07-31T00:00:00Z\",\"token\":{\"page\":2},"
                + "\"until\":\"2026-08-01T00:00:00Z\",\"max\":\"2026-07-30T13:00:00Z\"}}");

    CursorWalk again = walk(stream, state);
    assertThat(again.observe(said(Progress.complete(), null)).more()).isTrue();
    Step end = again.observe(said(Progress.complete(), null));
    assertThat(end.more()).isFalse();
    assertThat(said(stream, end)).isEqualTo("{\"u\":\"2026-07-30T13:00:00Z\"}");
  }

  @Test
  void windowsOfNumbersInsideAPartitionAreReadInTurnAndTheLastHasNoEnd() {
    StreamDefinition stream = stream(Cursor.number("n").from("0").windows(Windows.ofNumbers(10)));
    CursorWalk walk = walk(stream, "{}");
    assertThat(walk.slice().describe()).isEqualTo("start, since 0, until 10");
    assertThat(walk.observe(said(PAGE_2, "4")).more()).isTrue();
    assertThat(walk.observe(said(Progress.complete(), "8")).more()).isTrue();
    assertThat(walk.slice().describe())
        .as("9 may have come since")
        .isEqualTo("start, since 8, until 18");
    assertThat(walk.observe(said(Progress.complete(), "8")).more()).isTrue();
    assertThat(walk.slice().describe()).isEqualTo("start, since 8");
    String state = said(stream, walk.observe(said(PAGE_2, "70")));
    assertThat(state).isEqualTo("{\"__page\":{\"since\":8,\"token\":{\"page\":2},\"max\":70}}");

    CursorWalk again = walk(stream, state);
    assertThat(again.slice().describe()).isEqualTo("page {\"page\":2}, since 8");
    Step end = again.observe(said(Progress.complete(), "75"));
    assertThat(end.more()).isFalse();
    assertThat(said(stream, end)).isEqualTo("{\"n\":75}");
  }

  @Test
  void windowOfNumbersThatWasCutOffKeepsItsEnd() {
    StreamDefinition stream =
        stream(Cursor.number("n").from("0").lookBack(2).windows(Windows.ofNumbers(10)));
    CursorWalk walk = walk(stream, "{\"n\":20}");
    assertThat(walk.slice().describe()).isEqualTo("start, since 18, until 28");
    String state = said(stream, walk.observe(said(PAGE_2, "22")));
    assertThat(state)
        .isEqualTo(
            "{\"n\":20,\"__page\":{\"since\":18,\"token\":{\"page\":2},\"until\":28,\"max\":22}}");
    CursorWalk again = walk(stream, state);
    assertThat(again.slice().describe()).isEqualTo("page {\"page\":2}, since 18, until 28");
    assertThat(again.observe(said(Progress.complete(), "27")).more()).isTrue();
    assertThat(again.slice().describe()).isEqualTo("start, since 25, until 35");
    assertThat(again.observe(said(Progress.complete(), "27")).more()).isTrue();
    assertThat(again.slice().describe()).isEqualTo("start, since 25");
    assertThat(said(stream, again.observe(said(Progress.complete(), "27"))))
        .isEqualTo("{\"n\":27}");
  }

  @Test
  void whatFailedInAnEarlierPassIsReadUpToNow() {
    StreamDefinition stream = stream(UPDATED);
    String state =
        "{\"u\":\"2026-08-01T00:00:00Z\",\"__page\":{\"token\":{\"page\":2},"
            + "\"until\":\"2026-08-01T12:00:00Z\",\"max\":\"2026-08-01T09:00:00Z\"}}";
    CursorWalk walk = walk(stream, state).catchingUp();
    assertThat(walk.slice().until()).isEqualTo("2026-08-01T12:00:00Z");
    assertThat(walk.observe(said(Progress.complete(), null)).more()).isTrue();
    assertThat(walk.slice().describe())
        .isEqualTo("start, since 2026-08-01T09:00:00Z, until 2026-08-02T00:00:00Z");
    assertThat(walk.observe(said(Progress.complete(), null)).more()).isFalse();
  }

  /** Else an API that writes dates would show what changes today only tomorrow. */
  @Test
  void stepUnderWayOfACoarseCursorIsReadNowAndAgainByTheNextSync() {
    StreamDefinition stream =
        stream(Cursor.instant("u").format("yyyy-MM-dd").granularity(Duration.ofDays(1)));
    clock.advance(Duration.ofHours(12));
    CursorWalk walk = walk(stream, "{\"u\":\"2026-08-01\"}");
    assertThat(walk.slice().describe()).isEqualTo("start, since 2026-08-01, until 2026-08-03");
    String state = said(stream, walk.observe(said(PAGE_2, "2026-08-02")));
    assertThat(walk(stream, state).slice().until()).isEqualTo("2026-08-03");
    Step end = walk.observe(said(Progress.complete(), null));
    assertThat(said(stream, end)).isEqualTo("{\"u\":\"2026-08-02\"}");
  }

  @Test
  void numbersHaveNoUpperBound() {
    StreamDefinition stream = stream(Cursor.number("u").lookBack(5));
    CursorWalk walk = walk(stream, "{\"u\":20}");
    assertThat(walk.slice().describe()).isEqualTo("start, since 15");
    Step end = walk.observe(said(Progress.complete(), "31"));
    assertThat(said(stream, end)).isEqualTo("{\"u\":31}");
  }

  /** An hour is there twice when the clock goes back: its second half is written as the first. */
  @Test
  void windowsEndThoughTwoTimesAreWrittenAlike() {
    Cursor local =
        UPDATED
            .zone(ZoneId.of("Europe/Berlin"))
            .from("2026-10-25T00:30:00")
            .windows(Windows.of(Duration.ofMinutes(30)));
    clock.set(Instant.parse("2026-10-25T03:00:00Z"));
    CursorWalk walk = walk(stream(local), "{}");
    int windows = 1;
    String before = String.valueOf(walk.slice().until());
    while (walk.observe(said(Progress.complete(), null)).more()) {
      assertThat(walk.slice().since()).as("nothing is left out").isEqualTo(before);
      before = String.valueOf(walk.slice().until());
      windows++;
    }
    assertThat(windows).isBetween(5, 9);
    assertThat(before).isEqualTo("2026-10-25T04:00:00");
  }

  @Test
  void windowThatAnAuthorCutsShortIsAnError() {
    StreamDefinition stream =
        stream(UPDATED.from("2026-07-30T12:00:00Z").windows(Windows.ofDays(1)));
    CursorWalk walk = walk(stream, "{}");
    assertThatThrownBy(() -> walk.observe(said(Progress.upTo("u", "2026-07-30T13:00:00Z"), null)))
        .isInstanceOf(SystemError.class)
        .hasMessageContainingAll("'s'", "2026-07-30T13:00:00Z", "complete()");
  }

  @Test
  void authorsWordWithoutTheCursorFieldIsAnError() {
    CursorWalk walk = walk(stream(UPDATED), "{}");
    assertThatThrownBy(() -> walk.observe(said(Progress.upTo("page", 3), null)))
        .isInstanceOf(SystemError.class)
        .hasMessageContainingAll("'s'", "'u'");
  }

  @Test
  void valueOfAnotherFormInAStateIsTheStatesFault() {
    assertThatThrownBy(() -> walk(stream(UPDATED), "{\"u\":\"2026-08-01T00:00:00 Mars\"}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContainingAll("'s'", "2026-08-01T00:00:00 Mars", "zone");
  }

  @Test
  void rangesOfTimeComeInWhereThereAreNoWindowsAnyMore() {
    String state =
        "{\"state_type\":\"date-range\",\"slices\":[{\"start\":\"2026-07-01T00:00:00Z\",\"end\":\"2026-07-09T00:00:00Z\"},"
            + "{\"start\":\"2026-07-11T00:00:00Z\",\"end\":\"2026-07-12T00:00:00Z\"}]}";
    assertThat(walk(stream(UPDATED), state).slice().since()).isEqualTo("2026-07-09T00:00:00Z");
  }

  @Test
  void whatBecameVisibleLateIsLookedForBehindTheBoundOfAnEarlierAttempt() {
    StreamDefinition stream =
        stream(
            UPDATED
                .from("2026-08-01T00:00:00Z")
                .lookBack(Duration.ofHours(1))
                .windows(Windows.ofDays(30)));
    String state = said(stream, walk(stream, "{}").observe(said(PAGE_2, null)));
    clock.advance(Duration.ofDays(1));
    CursorWalk again = walk(stream, state);
    assertThat(again.slice().until()).isEqualTo("2026-08-02T00:00:00Z");
    assertThat(again.observe(said(Progress.complete(), null)).more()).isTrue();
    assertThat(again.slice().since()).isEqualTo("2026-08-01T23:00:00Z");
  }

  /** A row that changes in the second in which the slice began is met by the next sync. */
  @Test
  void theBoundIsRoundedDownToWhatTheApiWrites() {
    clock.advance(Duration.ofMillis(545));
    StreamDefinition stream = stream(UPDATED);
    CursorWalk first = walk(stream, "{}");
    assertThat(first.slice().until()).isEqualTo("2026-08-02T00:00:00Z");
    Step end = first.observe(said(Progress.complete(), "2026-08-02T00:00:00Z"));
    assertThat(said(stream, end)).isEqualTo("{\"u\":\"2026-08-02T00:00:00Z\"}");
    assertThat(walk(stream, "{\"u\":\"2026-08-01T00:00:00.1+02:00\"}").slice().until())
        .isEqualTo("2026-08-02T02:00:00.5+02:00");
  }

  @Test
  void aStateOfMillisecondsIsRoundedDownToTheGranularity() {
    CursorWalk walk =
        walk(
            stream(UPDATED.granularity(Duration.ofSeconds(1))),
            "{\"u\":\"2026-08-01T00:00:00.045Z\"}");
    assertThat(walk.slice().since()).isEqualTo("2026-08-01T00:00:00Z");
    assertThat(walk.slice().until()).isEqualTo("2026-08-02T00:00:01Z");
  }
}
