package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds of streams with a cursor field, read from start to end by any engine. */
public abstract class ReadingIncrementallyContract extends EngineContract {

  private static final Cursor UPDATED = Cursor.instant("u");
  private static final String SINCE = "{\"u\":\"2026-08-01T00:00:00Z\"}";

  /** What each slice was asked for, in no order where several workers read. */
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private static String stateOf(String state) {
    return ConnectorRun.stateOf("s", state);
  }

  private static ObjectNode changed(String when) {
    return JsonNodeFactory.instance.objectNode().put("u", when);
  }

  private StreamDefinition stream(Cursor cursor, PageReader reader) {
    return Streams.paged(
            "s",
            (slice, output, context) -> {
              asked.add(
                  "%s%s %s"
                      .formatted(
                          slice.partition().text("id", ""),
                          slice.cursor().isStart() ? "start" : slice.cursor(),
                          slice.since()));
              return reader.readPage(slice, output, context);
            })
        .cursor(cursor);
  }

  /** Three pages, the second of which fails where it is said. */
  private StreamDefinition threePages(boolean failing) {
    return stream(
        UPDATED,
        (slice, output, context) -> {
          int page = (int) slice.cursor().number("page", 1);
          if (page == 2 && failing) {
            throw new TransientError("the API is down");
          }
          output.emit(changed("2026-08-0%dT00:00:00Z".formatted(page == 2 ? 5 : page + 1)));
          return page == 3 ? Progress.complete() : Progress.next("page", page + 1);
        });
  }

  @Test
  void sliceThatWasCutOffGoesOnAtItsPage() {
    Transcript first = ConnectorRun.read(stateOf(SINCE), threePages(true));
    assertThat(first.exitCode()).isEqualTo(1);
    String state = first.lastState("s");
    assertThat(state)
        .startsWith("{\"u\":\"2026-08-01T00:00:00Z\",\"__page\":{\"token\":{\"page\":2}");
    asked.clear();
    Transcript second = ConnectorRun.read(stateOf(state), threePages(false));
    assertThat(asked)
        .containsExactly("{\"page\":2} 2026-08-01T00:00:00Z", "{\"page\":3} 2026-08-01T00:00:00Z");
    assertThat(second.lastState("s")).isEqualTo("{\"u\":\"2026-08-05T00:00:00Z\"}");
  }

  @Test
  void sliceOverShiftingPositionsStartsAgain() {
    Transcript first = ConnectorRun.read(stateOf(SINCE), threePages(true).withShiftingPositions());
    assertThat(first.lastState("s")).as("nothing new to say").isEmpty();
  }

  @Test
  void openSliceOfAStreamThatIsReadInFullNowIsRefused() {
    Stream full = Streams.paged("s", (slice, output, context) -> Progress.complete());
    Transcript run =
        ConnectorRun.read(stateOf("{\"u\":\"x\",\"__page\":{\"token\":{\"page\":2}}}"), full);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("'s'", "__page");
  }

  @Test
  void windowsAreReadEachAndLeaveThePlainCursor() {
    Instant start = Instant.now().minus(Duration.ofHours(50));
    Cursor daily = UPDATED.from(start).windows(Windows.ofDays(1));
    Transcript run =
        ConnectorRun.read(
            null,
            stream(
                daily,
                (slice, output, context) -> {
                  output.emit(changed(String.valueOf(slice.since())));
                  return Progress.complete();
                }));
    assertThat(run.exitCode()).isZero();
    assertThat(asked).hasSize(3);
    assertThat(run.records()).hasSize(3);
    assertThat(run.lastState("s"))
        .isEqualTo(
            "{\"u\":\"%s\"}".formatted(daily.values().textOf(start.plus(Duration.ofDays(2)))));
  }

  /** Numbers in their order, a page of ten each, of an API that has all of them up to this one. */
  private static PageReader numbersUpTo(long last, long failsAt) {
    return (slice, output, context) -> {
      long since = Long.parseLong(String.valueOf(slice.since()));
      String until = slice.until();
      long end = until == null ? last + 1 : Math.min(last + 1, Long.parseLong(until));
      long first = slice.cursor().number("from", since);
      if (first <= failsAt && failsAt < end) {
        throw new TransientError("the API is down");
      }
      long next = Math.min(first + 10, end);
      for (long n = first; n < next; n++) {
        output.emit(JsonNodeFactory.instance.objectNode().put("n", n));
      }
      return next == end ? Progress.complete() : Progress.next("from", next);
    };
  }

  @Test
  void windowsOfNumbersAreReadToTheEndThatNobodyKnows() {
    Cursor numbers = Cursor.number("n").from("0").windows(Windows.ofNumbers(25));
    Transcript first = ConnectorRun.read(null, stream(numbers, numbersUpTo(107, -1)));
    assertThat(first.exitCode()).as("%s", first.errors()).isZero();
    assertThat(new TreeSet<>(first.records())).hasSize(108);
    assertThat(first.lastState("s")).isEqualTo("{\"n\":107}");
    Transcript second =
        ConnectorRun.read(stateOf(first.lastState("s")), stream(numbers, numbersUpTo(110, -1)));
    assertThat(new TreeSet<>(second.records()))
        .containsExactly("{\"n\":107}", "{\"n\":108}", "{\"n\":109}", "{\"n\":110}");
    assertThat(second.lastState("s")).isEqualTo("{\"n\":110}");
  }

  @Test
  void windowOfNumbersThatFailsDoesNotHoldBackTheOthers() {
    Cursor numbers = Cursor.number("n").from("0").windows(Windows.ofNumbers(25));
    Transcript first = ConnectorRun.read(null, stream(numbers, numbersUpTo(107, 3)));
    assertThat(first.exitCode()).isEqualTo(1);
    Set<String> read = new TreeSet<>(first.records());
    assertThat(read).contains("{\"n\":25}", "{\"n\":107}").doesNotContain("{\"n\":3}");
    assertThat(first.lastState("s")).contains("\"open\":[{\"start\":0,\"end\":25,");
    Transcript next =
        ConnectorRun.read(stateOf(first.lastState("s")), stream(numbers, numbersUpTo(107, -1)));
    assertThat(next.exitCode()).as("%s", next.errors()).isZero();
    read.addAll(next.records());
    assertThat(read).hasSize(108);
    assertThat(next.records()).doesNotContain("{\"n\":50}");
    assertThat(next.lastState("s")).isEqualTo("{\"n\":107}");
  }

  @Test
  void windowThatFailsDoesNotHoldBackTheOthers() {
    Instant start = Instant.now().minus(Duration.ofHours(50));
    Cursor daily = UPDATED.from(start).windows(Windows.ofDays(1));
    String first = daily.values().textOf(start);
    PageReader failing =
        (slice, output, context) -> {
          if (first.equals(slice.since())) {
            throw new TransientError("the API is down");
          }
          return Progress.complete();
        };
    Transcript run = ConnectorRun.read(null, stream(daily, failing));
    assertThat(run.exitCode()).isEqualTo(1);
    asked.clear();
    Transcript next =
        ConnectorRun.read(
            stateOf(run.lastState("s")),
            stream(daily, (slice, output, context) -> Progress.complete()));
    assertThat(next.exitCode()).isZero();
    assertThat(asked).contains("start " + first).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void whatTheApiCannotFilterIsLeftOutWithItsLookBack() {
    Cursor here = UPDATED.clientSide().lookBack(Duration.ofHours(1));
    PageReader everything =
        (slice, output, context) -> {
          output.emit(changed("2026-07-31T22:59:59Z"));
          output.emit(changed("2026-07-31T23:00:00Z"));
          output.emit(JsonNodeFactory.instance.objectNode().put("id", 1));
          emitParsed(output, "{\"u\":\"2026-07-01T00:00:00Z\"}");
          emitParsed(output, "{\"u\":\"2026-08-02T00:00:00Z\"}");
          return Progress.complete();
        };
    Transcript run = ConnectorRun.read(stateOf(SINCE), stream(here, everything));
    assertThat(run.records())
        .containsExactly(
            "{\"u\":\"2026-07-31T23:00:00Z\"}", "{\"id\":1}", "{\"u\":\"2026-08-02T00:00:00Z\"}");
    assertThat(run.lastState("s")).isEqualTo("{\"u\":\"2026-08-02T00:00:00Z\"}");
    assertThat(ConnectorRun.read(null, stream(here, everything)).records().size())
        .as("without a state all is new")
        .isEqualTo(5);
  }

  private static void emitParsed(RecordOutput output, String json) {
    try (JsonParser parser = ExactJson.MAPPER.createParser(json)) {
      parser.nextToken();
      output.emit(parser);
    }
  }

  @Test
  void pageThatIsReadAgainDoesNotBreakThePromiseToAscend() {
    StreamDefinition stream =
        stream(
            UPDATED.ascending(),
            (slice, output, context) -> {
              output.emit(changed("2026-08-02T00:00:00Z"));
              output.emit(changed("2026-08-03T00:00:00Z"));
              assertThat(output.discardPage()).isTrue();
              output.emit(changed("2026-08-02T00:00:00Z"));
              return Progress.complete();
            });
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).as("%s", run.errors()).isZero();
    assertThat(run.lastState("s"))
        .as("what was taken back does not count")
        .isEqualTo("{\"u\":\"2026-08-02T00:00:00Z\"}");
  }

  /** Else the records of one partition would be taken for those before another's. */
  @Test
  void partitionThatGoesOnInsideBeginsAnOrderOfItsOwn() {
    PageReader reader =
        (slice, output, context) -> {
          boolean first = slice.partition().text("id", "").equals("site1");
          output.emit(changed(first ? "2026-08-09T00:00:00Z" : "2026-08-02T00:00:00Z"));
          return Progress.complete();
        };
    StreamDefinition stream =
        stream(UPDATED.ascending(), reader).partitions(Partitions.of("id", "site1", "site2"));
    Transcript run =
        ConnectorRun.read(
            stateOf(
                "{\"states\":[{\"partition\":{\"id\":\"site2\"},\"cursor\":{},\"page\":{\"token\":{\"page\":2}}}]}"),
            stream);
    assertThat(run.exitCode()).as("%s", run.errors()).isZero();
    assertThat(asked).contains("site2{\"page\":2} null");
  }

  private static StreamDefinition sites() {
    return Streams.paged(
        "sites",
        (slice, output, context) -> {
          int page = (int) slice.cursor().number("page", 0);
          for (int id = 1; id <= 2; id++) {
            output.emit(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("id", "site" + (page * 2 + id))
                    .put("changed", "2026-08-01T06:00:00Z"));
          }
          return page == 1 ? Progress.complete() : Progress.next("page", page + 1);
        });
  }

  private StreamDefinition visits(PageReader reader) {
    return stream(UPDATED, reader).partitions(Partitions.each(sites(), "id"));
  }

  @Test
  void substreamGoesOnInsideThePartitionThatFailed() {
    PageReader failing =
        (slice, output, context) -> {
          if (!slice.cursor().isStart()) {
            throw new TransientError("the API is down");
          }
          output.emit(changed("2026-08-01T05:00:00Z"));
          return slice.partition().text("id", "").equals("site2")
              ? Progress.next("page", 2)
              : Progress.complete();
        };
    Transcript first = ConnectorRun.read(null, visits(failing));
    assertThat(first.exitCode()).isEqualTo(1);
    asked.clear();
    Transcript second =
        ConnectorRun.read(
            stateOf(first.lastState("s")), visits((slice, output, context) -> Progress.complete()));
    assertThat(second.exitCode()).isZero();
    assertThat(asked)
        .contains("site2{\"page\":2} null", "site1start 2026-08-01T05:00:00Z")
        .doesNotContain("site2start null");
  }

  @Test
  void foldedStateIsSmallAndTheNextSyncReadsOnlyWhatChanged() {
    PageReader reader =
        (slice, output, context) -> {
          if (slice.since() == null) {
            output.emit(changed("2026-08-01T05:00:00Z"));
          }
          return Progress.complete();
        };
    Instant begun = Instant.now();
    Transcript first = ConnectorRun.read(null, visits(reader).foldPast(0));
    assertThat(first.records()).hasSize(4);
    ObjectNode state = (ObjectNode) ExactJson.MAPPER.readTree(first.lastState("s"));
    assertThat(state.path("states")).isEmpty();
    assertThat(Instant.parse(state.at("/state/u").asString()))
        .isBetween(begun.minusSeconds(1), Instant.now());
    Transcript second = ConnectorRun.read(stateOf(state.toString()), visits(reader).foldPast(0));
    assertThat(second.records()).isEmpty();
  }

  @Test
  void onlyChangedParentsAreReadAgain() {
    StreamDefinition sites = sites().cursor(Cursor.instant("changed"));
    PageReader reader = (slice, output, context) -> Progress.complete();
    StreamDefinition visits =
        stream(UPDATED, reader).partitions(Partitions.each(sites, "id").whenChanged());
    Transcript first = ConnectorRun.read(null, visits);
    assertThat(asked).hasSize(4);
    assertThat(first.lastState("s"))
        .contains("\"parent_state\":{\"sites\":{\"changed\":\"2026-08-01T06:00:00Z\"}}");
  }

  @Test
  void unsoundDefinitionsAreNamed() {
    PageReader reader = (slice, output, context) -> Progress.complete();
    List<StreamDefinition> unsound =
        List.of(
            stream(UPDATED.windows(Windows.ofDays(1)), reader),
            stream(Cursor.number("n").windows(Windows.ofNumbers(10)), reader),
            stream(
                Cursor.instant("u")
                    .format("yyyy-MM-dd")
                    .from("2026-08-01")
                    .windows(Windows.ofHours(5)),
                reader),
            stream(UPDATED, reader).foldPast(0),
            stream(UPDATED, reader).partitions(Partitions.each(sites(), "id").whenChanged()));
    List<String> named =
        List.of(
            "say from(...)",
            "say from(...)",
            "which its cursor cannot write",
            "can be folded",
            "both need a cursor");
    for (int i = 0; i < unsound.size(); i++) {
      Transcript run = ConnectorRun.read(null, unsound.get(i));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors().get(0)).contains("'s'", named.get(i));
    }
  }

  @Test
  void stateInsideAPageIsNotTakenBackWhenThePageFails() {
    StreamDefinition stream =
        stream(
            UPDATED.ascending().checkpointEvery(1),
            (slice, output, context) -> {
              if (slice.cursor().isStart()) {
                output.emit(changed("2026-08-02T00:00:00Z"));
                return Progress.next("page", 2);
              }
              output.emit(changed("2026-08-09T00:00:00Z"));
              throw new TransientError("the API is down");
            });
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lastState("s")).isEqualTo("{\"u\":\"2026-08-09T00:00:00Z\"}");
  }

  @Test
  void parentsThatCannotBeFollowedAreNamed() {
    PageReader reader = (slice, output, context) -> Progress.complete();
    for (Cursor cursor :
        List.of(
            Cursor.number("id"),
            Cursor.instant("changed").from("2026-08-01T00:00:00Z").windows(Windows.ofDays(1)))) {
      Transcript run =
          ConnectorRun.read(
              null,
              stream(UPDATED, reader)
                  .partitions(Partitions.each(sites().cursor(cursor), "id").whenChanged()));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors().get(0)).contains("'s'", "'sites'", "without windows");
    }
  }

  /** Five rows, three a page; behind the first page the first row changes and moves to the end. */
  @Test
  void pagesThatShiftFollowEachOtherByTheCursor() {
    List<String> rows =
        new ArrayList<>(
            List.of(
                "2026-08-01T01:00:00Z",
                "2026-08-01T02:00:00Z",
                "2026-08-01T03:00:00Z",
                "2026-08-01T04:00:00Z",
                "2026-08-01T05:00:00Z"));
    PageReader reader =
        (slice, output, context) -> {
          int page = (int) slice.cursor().number("page", 0);
          List<String> found =
              rows.stream()
                  .filter(u -> slice.since() == null || u.compareTo(slice.since()) >= 0)
                  .toList();
          found.stream().skip(page * 3L).limit(3).forEach(u -> output.emit(changed(u)));
          if (rows.remove("2026-08-01T01:00:00Z")) {
            rows.add("2026-08-01T06:00:00Z");
          }
          return found.size() > page * 3 + 3
              ? Progress.next("page", page + 1)
              : Progress.complete();
        };
    StreamDefinition stream =
        stream(UPDATED.ascending(), reader).withShiftingPositions().filtering(CursorFilter.since());
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isZero();
    assertThat(run.records())
        .as("each once: the edge of a page comes twice and goes out once")
        .containsExactly(
            "{\"u\":\"2026-08-01T01:00:00Z\"}",
            "{\"u\":\"2026-08-01T02:00:00Z\"}",
            "{\"u\":\"2026-08-01T03:00:00Z\"}",
            "{\"u\":\"2026-08-01T04:00:00Z\"}",
            "{\"u\":\"2026-08-01T05:00:00Z\"}",
            "{\"u\":\"2026-08-01T06:00:00Z\"}");
    assertThat(run.lastState("s")).isEqualTo("{\"u\":\"2026-08-01T06:00:00Z\"}");
  }
}
