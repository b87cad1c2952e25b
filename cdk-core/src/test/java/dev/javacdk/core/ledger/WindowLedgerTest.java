package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Rule L15: what was read is a set of half-open ranges, and open windows keep their bounds. */
class WindowLedgerTest {

  private static final Cursor DAILY =
      Cursor.instant("u").from("2026-08-01T00:00:00Z").windows(Windows.ofDays(1));

  private final ManualClock clock = ManualClock.at("2026-08-04T12:00:00Z");

  private Ledger ledger(Cursor cursor, String state) {
    StreamDefinition stream =
        Streams.paged("s", (slice, output, context) -> Progress.complete()).cursor(cursor);
    return Ledgers.of(stream, (ObjectNode) ExactJson.MAPPER.readTree(state), clock);
  }

  private static String state(Ledger ledger) {
    return StateJson.text(ledger.state());
  }

  private static PartitionWalk take(Ledger ledger) {
    return ledger.walk(ledger.take().orElseThrow());
  }

  private static void page(
      Ledger ledger, PartitionWalk walk, Progress progress, @Nullable String max) {
    ledger.observe(walk.slice().partition(), walk.observe(PageSaid.of(progress, max)));
  }

  private static List<String> rest(Ledger ledger) {
    List<String> windows = new ArrayList<>();
    for (Optional<LedgerEntry> next = ledger.take(); next.isPresent(); next = ledger.take()) {
      PartitionWalk walk = ledger.walk(next.get());
      windows.add(walk.slice().since() + " " + walk.slice().until());
      page(ledger, walk, Progress.complete(), null);
    }
    return windows;
  }

  @Test
  void timeIsCutIntoHalfOpenWindowsUpToNow() {
    assertThat(rest(ledger(DAILY, "{}")))
        .containsExactly(
            "2026-08-01T00:00:00Z 2026-08-02T00:00:00Z",
            "2026-08-02T00:00:00Z 2026-08-03T00:00:00Z",
            "2026-08-03T00:00:00Z 2026-08-04T00:00:00Z",
            "2026-08-04T00:00:00Z 2026-08-04T12:00:00Z");
  }

  @Test
  void openWindowIsTakenUpByWhoeverHadIt() {
    Ledger before = ledger(DAILY, "{}");
    Partition first = take(before).slice().partition();
    take(before);
    Ledger ledger = ledger(DAILY, state(before));
    assertThat(ledger.takeUp(first)).isPresent();
    assertThat(ledger.takeUp(first)).as("twice").isEmpty();
    assertThat(rest(ledger)).noneMatch(window -> window.startsWith("2026-08-01")).hasSize(3);
  }

  @Test
  void rangesAndOpenWindowsAreWrittenAndNeverCutAnew() {
    Ledger ledger = ledger(DAILY, "{}");
    PartitionWalk first = take(ledger);
    PartitionWalk second = take(ledger);
    PartitionWalk third = take(ledger);
    page(ledger, first, Progress.complete(), "2026-08-01T07:00:00Z");
    page(ledger, second, Progress.next("page", 2), "2026-08-02T08:00:00Z");
    page(ledger, third, Progress.complete(), null);
    String state = state(ledger);
    assertThat(state)
        .isEqualTo(
            "{\"state_type\":\"date-range\",\"slices\":["
                + "{\"start\":\"2026-08-01T00:00:00Z\",\"end\":\"2026-08-02T00:00:00Z\"},"
                + "{\"start\":\"2026-08-03T00:00:00Z\",\"end\":\"2026-08-04T00:00:00Z\","
                + "\"most_recent_cursor_value\":\"2026-08-01T07:00:00Z\"}],"
                + "\"open\":[{\"start\":\"2026-08-02T00:00:00Z\",\"end\":\"2026-08-03T00:00:00Z\","
                + "\"__page\":{\"token\":{\"page\":2},\"max\":\"2026-08-02T08:00:00Z\"}}]}");

    clock.advance(Duration.ofHours(1));
    // The author has made the windows longer meanwhile.
    Ledger next = ledger(DAILY.windows(Windows.ofDays(30)), state);
    PartitionWalk open = take(next);
    assertThat(open.slice().describe())
        .contains("page {\"page\":2}, since 2026-08-02T00:00:00Z, until 2026-08-03T00:00:00Z");
    page(next, open, Progress.complete(), null);
    assertThat(rest(next)).containsExactly("2026-08-04T00:00:00Z 2026-08-04T13:00:00Z");
    assertThat(state(next)).isEqualTo("{\"u\":\"2026-08-02T08:00:00Z\"}");
  }

  @Test
  void windowThatFailsIsAGapThatTheNextAttemptReadsAlone() {
    Ledger ledger = ledger(DAILY, "{}");
    PartitionWalk failing = take(ledger);
    ledger.fail(failing.slice().partition());
    rest(ledger);
    ledger.endAttempt();
    assertThat(ledger.complete()).isFalse();
    Ledger next = ledger(DAILY, state(ledger));
    assertThat(rest(next)).containsExactly("2026-08-01T00:00:00Z 2026-08-02T00:00:00Z");
  }

  @Test
  void plainCursorComesInAndTheLookBackIsReadAgain() {
    Cursor looking = DAILY.lookBack(Duration.ofHours(2));
    Ledger ledger = ledger(looking, "{\"u\":\"2026-08-04T06:00:00Z\"}");
    take(ledger);
    // What an older reader would begin at is what we would begin at.
    assertThat(state(ledger))
        .contains("{\"start\":\"2026-08-01T00:00:00Z\",\"end\":\"2026-08-04T04:00:00Z\",")
        .contains("\"open\":[{\"start\":\"2026-08-04T04:00:00Z\",");
  }

  @Test
  void rangesOfAnotherKitComeInAndTheNewestIsReadAgainFromItsNewestRecord() {
    String state =
        "{\"state_type\":\"date-range\",\"slices\":["
            + "{\"start\":\"2026-08-01T00:00:00Z\",\"end\":\"2026-08-02T00:00:00Z\"},"
            + "{\"start\":\"2026-08-03T00:00:00Z\",\"end\":\"2026-08-04T12:00:00Z\","
            + "\"most_recent_cursor_value\":\"2026-08-04T09:00:00Z\"}]}";
    assertThat(rest(ledger(DAILY, state)))
        .containsExactly(
            "2026-08-02T00:00:00Z 2026-08-03T00:00:00Z",
            "2026-08-04T09:00:00Z 2026-08-04T12:00:00Z");
  }

  @Test
  void endIsInclusiveOnTheWireWhereTheCursorSaysHowFarApartValuesAre() {
    Cursor dates =
        Cursor.instant("d")
            .format("yyyy-MM-dd")
            .granularity(Duration.ofDays(1))
            .from("2026-08-01")
            .windows(Windows.ofDays(2));
    Ledger ledger = ledger(dates, "{}");
    page(ledger, take(ledger), Progress.complete(), "2026-08-02");
    String state = state(ledger);
    assertThat(state)
        .isEqualTo(
            "{\"state_type\":\"date-range\",\"slices\":[{\"start\":\"2026-08-01\",\"end\":\"2026-08-02\","
                + "\"most_recent_cursor_value\":\"2026-08-02\"}],\"open\":[]}");
    assertThat(rest(ledger(dates, state)))
        .as("the day under way is read, and again by the next sync")
        .containsExactly("2026-08-03 2026-08-05");
  }

  @Test
  void rangeWithoutABoundIsAnErrorThatShowsIt() {
    assertThatThrownBy(
            () -> ledger(DAILY, "{\"state_type\":\"date-range\",\"slices\":[{\"start\":\"x\"}]}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContainingAll("'s'", "\"start\":\"x\"");
  }

  @Test
  void lookBackReachesBehindTheBoundOfAnEarlierAttempt() {
    Cursor looking = DAILY.lookBack(Duration.ofHours(2));
    Ledger ledger = ledger(looking, "{}");
    PartitionWalk failing = take(ledger);
    ledger.fail(failing.slice().partition());
    rest(ledger);
    String state = state(ledger);
    clock.advance(Duration.ofHours(1));
    assertThat(rest(ledger(looking, state)))
        .containsExactly(
            "2026-08-04T10:00:00Z 2026-08-04T13:00:00Z",
            "2026-08-01T00:00:00Z 2026-08-02T00:00:00Z");
  }

  @Test
  void openWindowsInTheLookBackAreReadFromTheirStart() {
    Cursor looking = DAILY.lookBack(Duration.ofDays(1));
    clock.set(Instant.parse("2026-08-03T00:00:00Z"));
    Ledger ledger = ledger(looking, "{}");
    page(ledger, take(ledger), Progress.complete(), null);
    page(ledger, take(ledger), Progress.next("page", 2), null);
    assertThat(take(ledger(looking, state(ledger))).slice().describe())
        .contains("start, since 2026-08-02T00:00:00Z, until 2026-08-03T00:00:00Z");
  }

  @Test
  void cursorAndLowerEndAreKeptThoughNoWindowWasFinished() {
    Ledger ledger = ledger(DAILY, "{\"u\":\"2026-08-02T00:00:00Z\"}");
    take(ledger);
    String state = state(ledger);
    Cursor later = DAILY.from("2026-08-03T00:00:00Z");
    Ledger early = ledger(later, "{\"u\":\"2026-08-01T00:00:00Z\"}");
    take(early);
    assertThat(state(early))
        .as("nothing was read, and the cursor is not forgotten")
        .contains("\"slices\":[],\"most_recent_cursor_value\":\"2026-08-01T00:00:00Z\"");
    Ledger next = ledger(later, state(early));
    assertThat(rest(next))
        .containsExactly(
            "2026-08-01T00:00:00Z 2026-08-02T00:00:00Z",
            "2026-08-02T00:00:00Z 2026-08-03T00:00:00Z",
            "2026-08-03T00:00:00Z 2026-08-04T00:00:00Z",
            "2026-08-04T00:00:00Z 2026-08-04T12:00:00Z");
    assertThat(state(next)).isEqualTo("{\"u\":\"2026-08-01T00:00:00Z\"}");
    assertThat(state).contains("\"slices\":[{\"start\":\"2026-08-01T00:00:00Z\"");
  }

  @Test
  void rangesOnTheWireKeepTheirDaysWhenTheClockGoesForward() {
    Cursor dates =
        Cursor.instant("d")
            .format("yyyy-MM-dd")
            .zone(ZoneId.of("Europe/Berlin"))
            .granularity(Duration.ofDays(1))
            .from("2026-03-23")
            .windows(Windows.ofDays(7));
    Ledger ledger = ledger(dates, "{}");
    page(ledger, take(ledger), Progress.complete(), null);
    assertThat(state(ledger)).contains("{\"start\":\"2026-03-23\",\"end\":\"2026-03-29\"");
    assertThat(rest(ledger(dates, state(ledger)))).first().isEqualTo("2026-03-30 2026-04-06");
  }

  private static final Cursor DATES =
      Cursor.instant("d")
          .format("yyyy-MM-dd")
          .granularity(Duration.ofDays(1))
          .from("2026-08-01")
          .windows(Windows.ofDays(3));

  @Test
  void theStepUnderWayIsReadWhereAWindowEndsBeforeItToo() {
    assertThat(rest(ledger(DATES, "{}"))).last().isEqualTo("2026-08-04 2026-08-06");
    assertThat(rest(ledger(DATES, "{\"d\":\"2026-08-04\"}")))
        .containsExactly("2026-08-04 2026-08-06");
    Ledger ledger = ledger(DATES, "{}");
    assertThat(rest(ledger)).hasSize(2);
    assertThat(state(ledger)).isEqualTo("{}");
  }

  @Test
  void theStepUnderWayIsNeverTakenAsRead() {
    Ledger ledger = ledger(DATES, "{\"d\":\"2026-08-03\"}");
    PartitionWalk first = take(ledger);
    page(ledger, first, Progress.complete(), "2026-08-04");
    assertThat(state(ledger)).isEqualTo("{\"d\":\"2026-08-04\"}");
    clock.advance(Duration.ofDays(1));
    assertThat(rest(ledger(DATES, state(ledger)))).first().asString().startsWith("2026-08-04");
  }

  @Test
  void aRangeOfAnotherKitThatEndsWhereItStartsCoversNothing() {
    String mark =
        "{\"state_type\":\"date-range\",\"slices\":["
            + "{\"start\":\"2026-08-01\",\"end\":\"2026-08-01\",\"most_recent_cursor_value\":\"2026-08-01\"},"
            + "{\"start\":\"2026-08-02\",\"end\":\"2026-08-03\",\"most_recent_cursor_value\":\"2026-08-03\"}]}";
    assertThat(rest(ledger(DATES, mark))).first().asString().startsWith("2026-08-01 ");
  }
}
