package dev.javacdk.core.read;

import static dev.javacdk.api.state.Progress.complete;
import static dev.javacdk.api.state.Progress.next;
import static dev.javacdk.core.run.ConnectorRun.stateOf;
import static dev.javacdk.core.run.TestRecords.object;
import static dev.javacdk.core.run.TestRecords.record;
import static dev.javacdk.core.run.TestRecords.twoRecords;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.KeepsState;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What holds for one stream, whatever engine reads it. */
public abstract class ReadingOneStreamContract extends EngineContract {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";
  private static final String NOCUR = "{\"__ab_no_cursor_state_message\":true}";

  /** Two records a page; the position is the number of the page. */
  static PageReader twoAPage(int pages) {
    return (slice, output, context) -> {
      long page = slice.cursor().number("page", 0);
      record(output, 2 * page);
      record(output, 2 * page + 1);
      return page + 1 < pages ? next("page", page + 1) : complete();
    };
  }

  @Test
  void fullRefreshOfOneSlice() {
    Stream stream = twoRecords("s");
    assertThat(ConnectorRun.read(null, stream).line())
        .isEqualTo("ST | RU | R | R | S " + NOCUR + " | CO");
  }

  @Test
  void fullRefreshOfTwoPartsSaysSoOnce() {
    Stream stream =
        twoRecords("s").partitions(Partitions.of("region", "eu", "us")).withoutCheckpoints();
    assertThat(ConnectorRun.read(null, stream).line())
        .isEqualTo("ST | RU | R | R | R | R | S " + NOCUR + " | CO");
  }

  @Test
  void oneSliceOutOfOrderHasOneStateWithTheGreatest() {
    Stream stream = cursorStream("2026-08-02T00:00:00Z", "2026-08-01T00:00:00Z");
    assertThat(ConnectorRun.read(null, stream).line())
        .isEqualTo("ST | RU | R | R | S {\"u\":\"2026-08-02T00:00:00Z\"} | CO");
  }

  @Test
  void greatestRepeatedIsStillOneState() {
    Stream stream = cursorStream("2026-08-02T00:00:00Z", "2026-08-02T00:00:00Z");
    assertThat(ConnectorRun.read(null, stream).line())
        .isEqualTo("ST | RU | R | R | S {\"u\":\"2026-08-02T00:00:00Z\"} | CO");
  }

  @Test
  void cursorsAreComparedAsInstantsNotAsText() {
    Stream stream = cursorStream("2026-08-01T23:00:00-05:00", "2026-08-02T03:59:59Z");
    assertThat(ConnectorRun.read(null, stream).lastState("s"))
        .isEqualTo("{\"u\":\"2026-08-01T23:00:00-05:00\"}");
  }

  @Test
  void incrementalGoesOnSinceItsState() {
    List<String> since = new ArrayList<>();
    Stream stream =
        Streams.records(
                "s",
                (slice, output, context) -> {
                  since.add(slice.since());
                  output.emit(object().put("u", 7));
                })
            .cursor(Cursor.number("u").from("3"));
    assertThat(ConnectorRun.read(null, stream).lastState("s")).isEqualTo("{\"u\":7}");
    Transcript second = ConnectorRun.read(stateOf("s", "{\"u\":9}"), stream);
    assertThat(since).containsExactly("3", "9");
    assertThat(second.lastState("s")).as("never goes back").isEqualTo("{\"u\":9}");
    assertThat(second.line()).isEqualTo("ST | RU | R | S {\"u\":9} | CO");
  }

  private static Stream cursorStream(String... values) {
    return Streams.records(
            "s",
            (slice, output, context) -> {
              for (String value : values) {
                output.emit(object().put("u", value));
              }
            })
        .cursor(Cursor.instant("u"));
  }

  @Test
  void resumableFullRefreshCommitsPageByPage() {
    Transcript run = ConnectorRun.read(null, Streams.paged("s", twoAPage(3)));
    assertThat(run.line())
        .isEqualTo(
            "ST | RU | R | R | S {\"page\":1} | R | R | S {\"page\":2} | R | R | S "
                + DONE
                + " | CO");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void goesOnAtItsPosition() {
    Transcript run =
        ConnectorRun.read(stateOf("s", "{\"page\":10}"), Streams.paged("s", twoAPage(14)));
    assertThat(run.records()).first().isEqualTo("{\"id\":20}");
    assertThat(run.line())
        .isEqualTo(
            "ST | RU | R | R | S {\"page\":11} | R | R | S {\"page\":12} | R | R | S {\"page\":13} | R | R | S "
                + DONE
                + " | CO");
  }

  @Test
  void failingOnTheThirdPageKeepsTheSecond() {
    Stream stream =
        Streams.paged(
            "s",
            (slice, output, context) -> {
              if (slice.cursor().number("page", 0) == 2) {
                throw new TransientError("the API is down");
              }
              return twoAPage(3).readPage(slice, output, context);
            });
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.line())
        .isEqualTo("ST | RU | R | R | S {\"page\":1} | R | R | S {\"page\":2} | ERR | IN | ERR");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).first().asString().contains("the API is down");
    assertThat(run.of("TRACE").get(2).at("/trace/error/stream_descriptor/name").asString())
        .isEqualTo("s");
    assertThat(run.of("TRACE").get(2).at("/trace/error/failure_type").asString())
        .isEqualTo("transient_error");
  }

  @Test
  void completeStreamIsNotReadAgain() {
    Transcript run = ConnectorRun.read(stateOf("s", DONE), Streams.paged("s", twoAPage(3)));
    assertThat(run.line()).isEqualTo("ST | S " + DONE + " | CO");
  }

  @Test
  void failedFullRefreshSaysNothing() {
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              record(output, 1);
              throw new IllegalStateException("broken");
            });
    assertThat(ConnectorRun.read(null, stream).line()).isEqualTo("ST | RU | R | ERR | IN | ERR");
  }

  @Test
  void streamThatManagesItsOwnState() {
    assertThat(ConnectorRun.read(null, new Numbered(3)).line())
        .isEqualTo(
            "ST | RU | R | S {\"pageNumber\":2} | R | S {\"pageNumber\":3} | R | S "
                + DONE
                + " | CO");
    Transcript resumed =
        ConnectorRun.read(stateOf("numbered", "{\"pageNumber\":3}"), new Numbered(3));
    assertThat(resumed.records()).containsExactly("{\"id\":3}");
  }

  @Test
  void emptyStateAfterAPageMeansNoMorePages() {
    Numbered stream = new Numbered(2);
    stream.endsWithEmptyState = true;
    assertThat(ConnectorRun.read(null, stream).line())
        .isEqualTo("ST | RU | R | S {\"pageNumber\":2} | R | S " + DONE + " | CO");
  }

  /** A stream of the second kind of author: its page number is its state. */
  private static final class Numbered extends KeepsState {
    private final long pages;
    private boolean endsWithEmptyState;

    Numbered(long pages) {
      super("numbered");
      this.pages = pages;
    }

    @Override
    public void readRecords(StreamSlice slice, RecordOutput output, ReadContext context) {
      long page = state.cursor().number("pageNumber", 1);
      record(output, page);
      if (page < pages) {
        state = StreamState.at("pageNumber", page + 1);
      } else {
        state = endsWithEmptyState ? StreamState.initial() : StreamState.complete();
      }
    }
  }

  @Test
  void substreamIsReadInsideEachPartOfItsParent() {
    Stream parent = Streams.paged("p", twoAPage(2));
    Stream child =
        Streams.paged(
                "c",
                (slice, output, context) -> {
                  long page = slice.cursor().number("page", 0);
                  record(output, slice.partition().number("parent_id", -1) * 10 + page);
                  return page == 0 ? next("page", 1) : complete();
                })
            .partitions(Partitions.each(parent, "id").as("parent_id"));
    Transcript run = ConnectorRun.read(null, child);
    assertThat(run.records())
        .containsExactlyInAnyOrder(
            "{\"id\":0}",
            "{\"id\":1}",
            "{\"id\":10}",
            "{\"id\":11}",
            "{\"id\":20}",
            "{\"id\":21}",
            "{\"id\":30}",
            "{\"id\":31}");
    if (oneAfterTheOther()) {
      assertThat(run.records())
          .isSortedAccordingTo(comparingInt(String::length).thenComparing(naturalOrder()));
    }
    assertThat(run.lastState("c")).isEqualTo(DONE);
    resumesFromEachState(run, child);
  }

  @Test
  void partsThatAreKnownBeforehandGoOnFromEachState() {
    Stream stream =
        Streams.paged(
                "c",
                (slice, output, context) -> {
                  long page = slice.cursor().number("page", 0);
                  output.emit(object().put("id", slice.partition().text("region") + page));
                  return page < 2 ? next("page", page + 1) : complete();
                })
            .partitions(Partitions.of("region", "eu", "us", "asia"));
    resumesFromEachState(ConnectorRun.read(null, stream), stream);
  }

  @Test
  void recordsOfTheParentTimesAListAreReadInsideEachAndGoOnFromEachState() {
    StreamDefinition projects =
        Streams.paged(
            "projects",
            (slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              output.emit(object().put("id", 2 * page).put("region", "eu"));
              output.emit(object().put("id", 2 * page + 1).put("region", "us"));
              return page < 1 ? next("page", page + 1) : complete();
            });
    Stream issues =
        Streams.paged(
                "issues",
                (slice, output, context) -> {
                  Partition part = slice.partition();
                  long page = slice.cursor().number("page", 0);
                  String id =
                      part.text("region") + part.text("project") + part.text("state") + page;
                  output.emit(object().put("id", id));
                  return page < 2 ? next("page", page + 1) : complete();
                })
            .partitions(
                Partitions.each(projects, "id")
                    .as("project")
                    .with("region")
                    .times(Partitions.of("state", "open", "closed")));
    Transcript run = ConnectorRun.read(null, issues);
    assertThat(run.records())
        .hasSize(4 * 2 * 3)
        .doesNotHaveDuplicates()
        .contains("{\"id\":\"eu2open0\"}", "{\"id\":\"us3closed2\"}");
    assertThat(run.lastState("issues")).isEqualTo(DONE);
    assertThat(run.of("STATE").get(0).toString())
        .contains("{\"parent_slice\":{},\"project\":0,\"state\":\"open\"}")
        .contains("\"data\":{\"region\":\"eu\"}");
    resumesFromEachState(run, issues);
  }

  @Test
  void parentThatManagesItsOwnStateIsTakenUpWhereItWasHandedOut() {
    Stream stream =
        Streams.paged(
                "c",
                (slice, output, context) -> {
                  record(output, slice.partition().number("parent_id", -1));
                  return complete();
                })
            .partitions(Partitions.each(new Numbered(4), "id").as("parent_id"));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.records())
        .containsExactlyInAnyOrder("{\"id\":1}", "{\"id\":2}", "{\"id\":3}", "{\"id\":4}");
    resumesFromEachState(run, stream);
  }

  @Test
  void failedPartitionIsTriedAgainThoughAllOfItsParentsAreListedAlready() {
    StreamDefinition epics =
        Streams.paged(
            "epics",
            (slice, output, context) -> {
              output.emit(object().put("id", 3));
              return complete();
            });
    StreamDefinition issues =
        Streams.paged("issues", (slice, output, context) -> complete())
            .partitions(Partitions.each(epics, "id").as("epic"));
    Stream comments =
        Streams.paged(
                "comments",
                (slice, output, context) -> {
                  record(output, slice.partition().number("issue", -1));
                  return complete();
                })
            .partitions(Partitions.each(issues, "id").as("issue"));
    String epic = "{\"epic\":3,\"parent_slice\":{}}";
    String failed =
        "{\"states\":[{\"partition\":{\"issue\":77,\"parent_slice\":"
            + epic
            + "},\"cursor\":{},\"failures\":1}],\"handed_out\":{\"issues\":{\"states\":[{\"partition\":"
            + epic
            + ",\"cursor\":"
            + DONE
            + "}],\"handed_out\":{\"epics\":{}}}}}";
    Transcript run = ConnectorRun.read(stateOf("comments", failed), comments);
    assertThat(run.line()).isEqualTo("ST | RU | R | S " + DONE + " | CO");
  }

  /** What was written before a state, and what is read from it, is everything. */
  private void resumesFromEachState(Transcript run, Stream stream) {
    assertThat(run.of("STATE")).hasSizeGreaterThan(2);
    Set<String> before = new HashSet<>();
    for (JsonNode message : run.messages()) {
      if (message.path("type").asString().equals("RECORD")) {
        before.add(message.at("/record/data").toString());
      } else if (message.path("type").asString().equals("STATE")) {
        String state = message.at("/state/stream/stream_state").toString();
        Transcript resumed = ConnectorRun.read(stateOf(stream.name(), state), stream);
        Set<String> all = new HashSet<>(before);
        all.addAll(resumed.records());
        assertThat(all).as("from %s", state).hasSameElementsAs(run.records());
        int rest = run.records().size() - before.size();
        int handedOver = oneAfterTheOther() ? 0 : 2 * workers().orElse(1);
        assertThat(resumed.records())
            .as("read from %s", state)
            .hasSizeBetween(rest, rest + handedOver);
      }
    }
  }

  @Test
  void readerThatSwallowsTheStopLosesNothing() {
    ConnectorRun run = ConnectorRun.of(new TestSource());
    Stream stream =
        Streams.paged(
            "s",
            (slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              if (page == 1) {
                run.stop().stop("test");
              }
              try {
                record(output, page);
              } catch (Throwable swallowed) {
                // What no author should do.
              }
              return next("page", page + 1);
            });
    ConnectorRun stopping = ConnectorRun.of(new TestSource(stream), run.stop());
    Transcript transcript = stopping.readAll(null, stream);
    assertThat(transcript.line()).isEqualTo("ST | RU | R | S {\"page\":1} | IN");
  }
}
