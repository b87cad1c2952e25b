package dev.javacdk.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** States that other kits, other clients and people have written. */
class ForeignStatesTest {

  private static final Cursor BY = Cursor.instant("u").from("2026-01-01T00:00:00Z");

  private final List<String> asked = new ArrayList<>();

  private StreamDefinition stream(Cursor cursor) {
    PageReader reader =
        (slice, output, context) -> {
          String part = slice.partition().isEmpty() ? "" : slice.partition().text("site", "") + " ";
          String page = slice.cursor().isStart() ? "" : " at " + slice.cursor().text("page", "?");
          asked.add((part + slice.since() + page).strip());
          return Progress.complete();
        };
    return Streams.paged("s", reader).cursor(cursor);
  }

  private Transcript read(Stream stream, String state) {
    asked.clear();
    Transcript run = ConnectorRun.read(ConnectorRun.stateOf("s", state), stream);
    assertThat(run.errors()).as(state).isEmpty();
    return run;
  }

  private List<String> askedFor(Stream stream, String state) {
    read(stream, state);
    return List.copyOf(asked);
  }

  // The form of a value

  @Test
  void plainCursorInAnotherFormIsThatOfTheRecords() {
    for (String value :
        new String[] {
          "1795222800",
          "\"1795222800\"",
          "1795222800000",
          "\"2026-11-21T01:00:00\"",
          "\"2026-11-21 01:00\""
        }) {
      Transcript run = read(stream(BY), "{\"u\":" + value + "}");
      assertThat(asked).as(value).containsExactly("2026-11-21T01:00:00Z");
      assertThat(run.lastState("s")).isEqualTo("{\"u\":\"2026-11-21T01:00:00Z\"}");
    }
    Transcript kept = read(stream(BY), "{\"u\":\"2026-11-21T06:00:00+0500\"}");
    assertThat(kept.lastState("s")).isEqualTo("{\"u\":\"2026-11-21T06:00:00+0500\"}");
  }

  @Test
  void openSliceInAnotherFormIsThatOfTheRecords() {
    String page =
        "{\"u\":1795219200,\"__page\":{\"token\":{\"page\":\"7\"},\"until\":\"2026-11-21\",\"max\":\"1795220000\"}}";
    Transcript run = read(stream(BY), page);
    assertThat(asked).containsExactly("2026-11-21T00:00:00Z at 7");
    assertThat(run.lastState("s")).isEqualTo("{\"u\":\"2026-11-21T00:00:00Z\"}");
  }

  @Test
  void partitionsInAnotherFormAreThoseOfTheRecords() {
    Stream parts = stream(BY).partitions(Partitions.of("site", "a", "b", "c"));
    Transcript run =
        read(
            parts,
            "{\"use_global_cursor\":false,\"state\":{\"u\":\"2026-11-20\"},\"states\":[{\"partition\":{\"site\":\"a\"},\"cursor\":{\"u\":1795222800}},"
                + "{\"partition\":{\"site\":\"b\"},\"cursor\":{\"u\":\"2026-11-19\"},\"page\":{\"token\":{\"page\":\"7\"},\"until\":1795222800}}]}");
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "a 2026-11-21T01:00:00Z", "b 2026-11-19T00:00:00Z at 7", "c 2026-11-20T00:00:00Z");
    assertThat(run.lastState("s"))
        .contains("\"state\":{\"u\":\"2026-11-20T00:00:00Z\"}", "{\"u\":\"2026-11-21T01:00:00Z\"}");
  }

  @Test
  void passAndItsParentInAnotherFormAreThoseOfTheRecords() {
    StreamDefinition sites =
        Streams.paged(
                "sites",
                (slice, output, context) -> {
                  asked.add("sites " + slice.since());
                  output.emit(JsonNodeFactory.instance.objectNode().put("id", "a"));
                  return Progress.complete();
                })
            .cursor(Cursor.instant("at"));
    Stream folding =
        stream(BY).partitions(Partitions.each(sites, "id").as("site").whenChanged()).foldPast(0);
    Transcript run =
        read(
            folding,
            "{\"state\":{\"u\":\"2026-11-20\"},\"next_state\":{\"u\":1795222800},\"folded\":true,\"states\":[],"
                + "\"parent_state\":{\"sites\":{\"at\":\"2026-11-18\"}},"
                + "\"handed_out\":{\"sites\":{\"at\":\"1795046400\",\"__page\":{\"until\":\"2026-11-21\"}}}}");
    assertThat(asked).containsExactly("sites 2026-11-19T00:00:00Z", "a 2026-11-20T00:00:00Z");
    assertThat(run.lastState("s")).contains("\"state\":{\"u\":\"2026-11-21T01:00:00Z\"}");
  }

  @Test
  void numberIsNeverADate() {
    Cursor numbers = Cursor.number("u");
    assertThat(askedFor(stream(numbers), "{\"u\":\"1795222800\"}")).containsExactly("1795222800");
    Transcript run =
        ConnectorRun.read(ConnectorRun.stateOf("s", "{\"u\":\"2026-11-21\"}"), stream(numbers));
    assertThat(run.errors().get(0)).contains("'s'", "'u'", "2026-11-21", "number");
  }

  // Ranges of time

  private static String range(String start, String end, @Nullable String recent) {
    return "{\"start\":\"2026-%s\",\"end\":\"2026-%s\"%s}"
        .formatted(
            start,
            end,
            recent == null ? "" : ",\"most_recent_cursor_value\":\"2026-" + recent + "\"");
  }

  private static String ranges(String slices) {
    return "{\"state_type\":\"date-range\",\"slices\":[" + slices + "]}";
  }

  @Test
  void rangeWhoseNewestRecordIsBehindItsEndGoesOnAtItsEnd() {
    String state = ranges(range("01-01T00:00:00Z", "02-01T00:00:00Z", "02-15T00:00:00Z"));
    Cursor windows = BY.windows(Windows.ofDays(1000));
    assertThat(askedFor(stream(windows), state)).containsExactly("2026-02-01T00:00:00Z");
    assertThat(askedFor(stream(BY), state)).containsExactly("2026-02-01T00:00:00Z");
    Cursor looking = BY.lookBack(Duration.ofDays(1));
    assertThat(askedFor(stream(looking.windows(Windows.ofDays(1000))), state))
        .containsExactly("2026-01-31T00:00:00Z");
    assertThat(askedFor(stream(looking), state)).containsExactly("2026-01-31T00:00:00Z");
  }

  @Test
  void lookBackReachesBeforeARangeWithoutANewestRecord() {
    String state = ranges(range("01-01T00:00:00Z", "02-10T00:00:00Z", null));
    Cursor looking = BY.lookBack(Duration.ofDays(6));
    assertThat(askedFor(stream(looking.windows(Windows.ofDays(1000))), state))
        .containsExactly("2026-02-04T00:00:00Z");
    assertThat(askedFor(stream(looking), state)).containsExactly("2026-02-04T00:00:00Z");
    assertThat(askedFor(stream(BY.windows(Windows.ofDays(1000))), state))
        .containsExactly("2026-02-10T00:00:00Z");
  }

  @Test
  void rangesInAnotherFormAreThoseOfTheRecords() {
    String state =
        "{\"state_type\":\"date-range\",\"slices\":[{\"start\":\"2026-01-01\",\"end\":1795222800,\"most_recent_cursor_value\":\"2026-11-20\"}]}";
    assertThat(askedFor(stream(BY.windows(Windows.ofDays(1000))), state))
        .containsExactly("2026-11-20T00:00:00Z");
    assertThat(askedFor(stream(BY), state)).containsExactly("2026-11-20T00:00:00Z");
  }

  @Test
  void gapBeforeOneRangeIsReadWhereThereAreNoWindowsAnyMore() {
    String open =
        "{\"state_type\":\"date-range\",\"slices\":[%s],\"open\":[%s]}"
            .formatted(
                range("02-01T00:00:00Z", "03-01T00:00:00Z", "02-20T00:00:00Z"),
                range("01-10T00:00:00Z", "02-01T00:00:00Z", null));
    assertThat(askedFor(stream(BY), open)).containsExactly("2026-01-01T00:00:00Z");
    assertThat(askedFor(stream(Cursor.instant("u")), open)).containsExactly("2026-01-10T00:00:00Z");
  }

  @Test
  void windowThatIsThereTwiceIsReadOnce() {
    String window =
        "{\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-02-01T00:00:00Z\",\"__page\":{\"token\":{\"page\":\"%s\"}}}";
    String state = "{\"state_type\":\"date-range\",\"slices\":[%s],\"open\":[%s,%s]}";
    String rest = range("02-01T00:00:00Z", "12-31T00:00:00Z", null);
    Cursor windows = BY.windows(Windows.ofDays(1000));
    assertThat(
            askedFor(
                stream(windows),
                state.formatted(rest, window.formatted("7"), window.formatted("7"))))
        .containsExactly("2026-01-01T00:00:00Z at 7");
    assertThat(
            askedFor(
                stream(windows),
                state.formatted(rest, window.formatted("7"), window.formatted("9"))))
        .containsExactly("2026-01-01T00:00:00Z");
  }

  // The future

  @Test
  void greatestValueOfTheFutureIsNoWordOnWhatIsToCome() {
    String page = "{\"token\":{\"page\":\"7\"},\"max\":\"2999-01-01T00:00:00Z\"}";
    for (String state :
        new String[] {
          "{\"u\":\"2026-01-01T00:00:00Z\",\"__page\":" + page + "}", "{\"__page\":" + page + "}",
        }) {
      Transcript run = read(stream(BY), state);
      assertThat(asked.get(0)).as(state).endsWith("at 7");
      String left = run.lastState("s").replaceAll(".*\"u\":\"([^\"]*)\".*", "$1");
      assertThat(Instant.parse(left)).as(state).isBeforeOrEqualTo(Instant.now());
    }
    Stream parts = stream(BY).partitions(Partitions.of("site", "a"));
    Transcript run =
        read(
            parts,
            "{\"states\":[{\"partition\":{\"site\":\"a\"},\"cursor\":{},\"page\":" + page + "}]}");
    assertThat(run.lastState("s")).doesNotContain("2999");
  }
}
