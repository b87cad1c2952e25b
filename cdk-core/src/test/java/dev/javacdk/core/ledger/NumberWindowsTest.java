package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Rule L15, of numbers: nobody knows where they end, and more of them come while they are read. */
class NumberWindowsTest {

  private static final Cursor TENS = Cursor.number("n").from("0").windows(Windows.ofNumbers(10));

  private static Ledger ledger(Cursor cursor, String state) {
    StreamDefinition stream =
        Streams.paged("s", (slice, output, context) -> Progress.complete()).cursor(cursor);
    ObjectNode json = (ObjectNode) ExactJson.MAPPER.readTree(state);
    return Ledgers.of(stream, json, ManualClock.at("2026-08-04T12:00:00Z"));
  }

  private static String state(Ledger ledger) {
    return StateJson.text(ledger.state());
  }

  private static PartitionWalk take(Ledger ledger) {
    return ledger.walk(ledger.take().orElseThrow());
  }

  private static String bounds(PartitionWalk walk) {
    return walk.slice().since() + " " + walk.slice().until();
  }

  private static void page(
      Ledger ledger, PartitionWalk walk, Progress progress, @Nullable String max) {
    ledger.observe(walk.slice().partition(), walk.observe(PageSaid.of(progress, max)));
  }

  private static void read(Ledger ledger, PartitionWalk walk, @Nullable String max) {
    page(ledger, walk, Progress.complete(), max);
  }

  /** Hands out all that is left to an API that has these numbers, in their order. */
  private static List<String> rest(Ledger ledger, Cursor cursor, String... numbers) {
    List<String> windows = new ArrayList<>();
    for (Optional<LedgerEntry> next = ledger.take(); next.isPresent(); next = ledger.take()) {
      PartitionWalk walk = ledger.walk(next.get());
      windows.add(bounds(walk));
      String max = null;
      for (String number : numbers) {
        String until = walk.slice().until();
        boolean wanted =
            cursor.values().compare(number, String.valueOf(walk.slice().since())) >= 0
                && (until == null || cursor.values().compare(number, until) < 0);
        max = wanted ? number : max;
      }
      read(ledger, walk, max);
    }
    ledger.endAttempt();
    return windows;
  }

  @Test
  void oneWindowFollowsTheOtherUntilOneHasNothingNewAndTheLastHasNoEnd() {
    Ledger ledger = ledger(TENS, "{}");
    assertThat(rest(ledger, TENS, "3", "9", "17", "18"))
        .as("each begins at the greatest number so far: what follows it may have come since")
        .containsExactly("0 10", "9 19", "18 28", "18 null");
    assertThat(ledger.complete()).isTrue();
    assertThat(state(ledger)).isEqualTo("{\"n\":18}");
  }

  @Test
  void gapThatIsWiderThanAWindowLosesNothing() {
    Ledger ledger = ledger(TENS, "{}");
    assertThat(rest(ledger, TENS, "3", "1000", "5000")).containsExactly("0 10", "3 13", "3 null");
    assertThat(state(ledger)).isEqualTo("{\"n\":5000}");
  }

  @Test
  void nothingAtAllLeavesNoCursor() {
    Ledger ledger = ledger(TENS, "{}");
    assertThat(rest(ledger, TENS)).containsExactly("0 10", "0 null");
    assertThat(state(ledger)).isEqualTo("{}");
  }

  @Test
  void workersReadSideBySideAndWhatMayHaveComeSinceIsReadOnceMore() {
    Ledger ledger = ledger(TENS, "{}");
    PartitionWalk first = take(ledger);
    PartitionWalk second = take(ledger);
    PartitionWalk third = take(ledger);
    assertThat(List.of(bounds(first), bounds(second), bounds(third)))
        .containsExactly("0 10", "10 20", "20 30");
    // 9 is not there yet; it is when 15 is.
    read(ledger, first, "8");
    read(ledger, second, "15");
    read(ledger, third, null);
    assertThat(rest(ledger, TENS, "8", "9", "15"))
        .as("9 may have come after its window was read")
        .containsExactly("8 10", "15 null");
    assertThat(state(ledger)).isEqualTo("{\"n\":15}");
  }

  @Test
  void windowThatWasReadWhenGreaterNumbersWereKnownIsNotReadAgain() {
    Ledger ledger = ledger(TENS, "{\"n\":100,\"x\":0}");
    assertThat(rest(ledger, TENS, "100")).containsExactly("100 110", "100 null");
    Ledger gap =
        ledger(
            TENS,
            "{\"state_type\":\"date-range\",\"slices\":[{\"start\":0,\"end\":20},"
                + "{\"start\":35,\"end\":100,\"most_recent_cursor_value\":100}],\"open\":[]}");
    assertThat(rest(gap, TENS, "5", "100"))
        .as("a gap between is read alone, and says nothing about the end")
        .containsExactly("20 30", "30 35", "100 110", "100 null");
  }

  @Test
  void rangesAndOpenWindowsAreWrittenAndNeverCutAnew() {
    Ledger ledger = ledger(TENS, "{}");
    PartitionWalk first = take(ledger);
    PartitionWalk second = take(ledger);
    PartitionWalk third = take(ledger);
    read(ledger, first, "9");
    page(ledger, second, Progress.next("page", 2), "12");
    read(ledger, third, "27");
    String state = state(ledger);
    assertThat(state)
        .isEqualTo(
            "{\"state_type\":\"date-range\",\"slices\":[{\"start\":0,\"end\":9},"
                + "{\"start\":20,\"end\":27,\"most_recent_cursor_value\":27}],"
                + "\"open\":[{\"start\":10,\"end\":20,\"__page\":{\"token\":{\"page\":2},\"max\":12}}]}");
    Cursor wider = TENS.windows(Windows.ofNumbers(1_000));
    Ledger next = ledger(wider, state);
    PartitionWalk open = take(next);
    assertThat(open.slice().describe()).contains("page {\"page\":2}, since 10, until 20");
    read(next, open, "19");
    assertThat(rest(next, wider, "9", "19", "27"))
        .containsExactly("9 10", "19 20", "27 1027", "27 null");
    assertThat(state(next)).isEqualTo("{\"n\":27}");
  }

  @Test
  void windowWithoutAnEndGoesOnAtItsPage() {
    Ledger ledger = ledger(TENS, "{\"n\":40}");
    read(ledger, take(ledger), null);
    PartitionWalk last = take(ledger);
    assertThat(bounds(last)).isEqualTo("40 null");
    page(ledger, last, Progress.next("page", 2), "70");
    String state = state(ledger);
    assertThat(state)
        .isEqualTo(
            "{\"state_type\":\"date-range\","
                + "\"slices\":[{\"start\":0,\"end\":40,\"most_recent_cursor_value\":40}],"
                + "\"open\":[{\"start\":40,\"__page\":{\"token\":{\"page\":2},\"max\":70}}]}");
    assertThat(ledger.complete()).isFalse();
    Ledger next = ledger(TENS, state);
    PartitionWalk open = take(next);
    assertThat(open.slice().describe())
        .contains("page {\"page\":2}, since 40")
        .doesNotContain("until");
    assertThat(next.take()).as("nothing is behind it").isEmpty();
    read(next, open, "95");
    assertThat(next.exhausted()).isTrue();
    assertThat(state(next)).isEqualTo("{\"n\":95}");
  }

  @Test
  void windowThatFailsIsAGapThatTheNextAttemptReadsAlone() {
    Ledger ledger = ledger(TENS, "{}");
    ledger.fail(take(ledger).slice().partition());
    assertThat(rest(ledger, TENS, "5", "12")).containsExactly("10 20", "12 22", "12 null");
    assertThat(ledger.complete()).isFalse();
    String state = state(ledger);
    assertThat(state)
        .contains("\"open\":[{\"start\":0,\"end\":10,\"failures\":1}]")
        .contains("\"slices\":[{\"start\":10,\"end\":12,\"most_recent_cursor_value\":12}]");
    Ledger next = ledger(TENS, state);
    assertThat(rest(next, TENS, "5", "12"))
        .as("what came since, then the failed one, of which all is known to be there")
        .containsExactly("12 22", "12 null", "0 10");
    assertThat(state(next)).isEqualTo("{\"n\":12}");
  }

  @Test
  void windowWithoutAnEndThatFailsIsTriedAgain() {
    Ledger ledger = ledger(TENS, "{\"n\":7}");
    read(ledger, take(ledger), "7");
    ledger.fail(take(ledger).slice().partition());
    assertThat(ledger.take()).isEmpty();
    assertThat(ledger.exhausted()).isTrue();
    assertThat(state(ledger)).contains("\"open\":[{\"start\":7,\"failures\":1}]");
    Ledger next = ledger(TENS, state(ledger));
    assertThat(rest(next, TENS, "7", "8")).containsExactly("7 null");
    assertThat(state(next)).isEqualTo("{\"n\":8}");
  }

  @Test
  void lookBackIsReadAgainBehindEachWindow() {
    Cursor looking = TENS.lookBack(3);
    Ledger ledger = ledger(looking, "{\"n\":40}");
    assertThat(rest(ledger, looking, "40", "45"))
        .as("45 is there, so that 42 is certain, and 43 may come")
        .containsExactly("37 47", "42 52", "42 null");
    assertThat(state(ledger)).isEqualTo("{\"n\":45}");
    assertThat(rest(ledger(looking, state(ledger)), looking, "45")).first().isEqualTo("42 52");
  }

  @Test
  void numbersMayHaveDigitsBehindThePointAndStandAsText() {
    Cursor decimal = Cursor.number("n").from("0.5").asText().windows(Windows.ofNumbers(1));
    Ledger ledger = ledger(decimal, "{}");
    read(ledger, take(ledger), "1.25");
    assertThat(state(ledger))
        .startsWith(
            "{\"state_type\":\"date-range\",\"slices\":[{\"start\":\"0.5\",\"end\":\"1.25\",");
    assertThat(
            rest(ledger(decimal, state(ledger)), decimal, "1.25", "2.249", "12345678901234567890"))
        .containsExactly("1.25 2.25", "2.249 3.249", "2.249 null");
  }

  @Test
  void rangeWithoutAnEndIsAnErrorThatShowsIt() {
    assertThatThrownBy(
            () -> ledger(TENS, "{\"state_type\":\"date-range\",\"slices\":[{\"start\":5}]}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContainingAll("'s'", "\"start\":5", "'end'");
  }
}
