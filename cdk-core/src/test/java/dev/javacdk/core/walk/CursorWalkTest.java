package dev.javacdk.core.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Progress;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.Streams;
import dev.javacdk.api.Windows;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.testkit.ManualClock;
import java.time.Duration;
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
    Standing standing = StandingJson.read(stream.cursor().orElseThrow(), json, "s");
    return CursorWalk.of(stream, Partition.whole(), standing, clock);
  }

  private static String said(StreamDefinition stream, Step step) {
    StreamState state =
        StandingJson.state(
            stream.cursor().orElseThrow(), java.util.Objects.requireNonNull(step.standing()));
    return dev.javacdk.core.state.StateJson.text(state);
  }

  private static PageSaid said(Progress progress, @Nullable String greatest) {
    return new PageSaid(progress, greatest);
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

  @Test
  void numbersHaveNoUpperBound() {
    StreamDefinition stream = stream(Cursor.number("u").lookBack(5));
    CursorWalk walk = walk(stream, "{\"u\":20}");
    assertThat(walk.slice().describe()).isEqualTo("start, since 15");
    Step end = walk.observe(said(Progress.complete(), "31"));
    assertThat(said(stream, end)).isEqualTo("{\"u\":31}");
  }
}
