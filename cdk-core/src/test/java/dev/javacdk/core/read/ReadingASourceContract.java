package dev.javacdk.core.read;

import static dev.javacdk.core.read.ReadingOneStreamContract.twoAPage;
import static dev.javacdk.core.run.ConnectorRun.stateOf;
import static dev.javacdk.core.run.TestRecords.object;
import static dev.javacdk.core.run.TestRecords.record;
import static dev.javacdk.core.run.TestRecords.twoRecords;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.KeepsState;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What holds for the streams of a source, whatever engine reads them. */
public abstract class ReadingASourceContract extends EngineContract {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";
  private static final String NOCUR = "{\"__ab_no_cursor_state_message\":true}";

  private static StreamDefinition failing(String name) {
    return Streams.records(
        name,
        (slice, output, context) -> {
          throw new IllegalStateException("no such table");
        });
  }

  @Test
  void twoFullRefreshStreamsInCatalogOrder() {
    Transcript run = ConnectorRun.read(null, twoRecords("a"), twoRecords("b"));
    String one = "ST | RU | R | R | S " + NOCUR + " | CO";
    assertThat(run.lineOf("a")).isEqualTo(one);
    assertThat(run.lineOf("b")).isEqualTo(one);
    if (oneAfterTheOther()) {
      assertThat(run.line()).isEqualTo(one + " | " + one);
    }
    Transcript reversed =
        ConnectorRun.of(new TestSource(twoRecords("a"), twoRecords("b")))
            .read("{}", ConnectorRun.catalogOf("b", "a"), null);
    assertThat(reversed.of("TRACE").get(0).toString()).contains("\"b\"", "STARTED");
  }

  @Test
  void incrementalWithState() {
    Stream stream =
        Streams.records(
                "s",
                (slice, output, context) -> {
                  output.emit(object().put("u", 5));
                  output.emit(object().put("u", 6));
                })
            .cursor(Cursor.number("u"));
    assertThat(ConnectorRun.read(stateOf("s", "{\"u\":4}"), stream).line())
        .isEqualTo("ST | RU | R | R | S {\"u\":6} | CO");
  }

  private static Stream ascending(int interval, int... values) {
    return Streams.records(
            "s",
            (slice, output, context) -> {
              for (int value : values) {
                output.emit(object().put("u", value));
                LoggerFactory.getLogger("author").info("wrote {}", value);
              }
            })
        .cursor(
            interval == 0
                ? Cursor.number("u")
                : Cursor.number("u").ascending().checkpointEvery(interval));
  }

  @Test
  void checkpointIntervalOfOne() {
    assertThat(ConnectorRun.read(null, ascending(1, 1, 2)).line())
        .isEqualTo("ST | RU | R | S {\"u\":1} | R | S {\"u\":2} | CO");
  }

  @Test
  void noIntervalOneState() {
    assertThat(ConnectorRun.read(null, ascending(0, 1, 2)).line())
        .isEqualTo("ST | RU | R | R | S {\"u\":2} | CO");
  }

  @Test
  void recordsThatBreakThePromiseToAscendAreAnError() {
    Transcript run = ConnectorRun.read(null, ascending(1, 1, 3, 2));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("'s'", "'u'", "2 comes after 3");
    assertThat(run.lastState("s")).isEqualTo("{\"u\":3}");
  }

  /** Manages one state over several slices; counts up a cursor. */
  private static final class Sliced extends KeepsState {
    private final int interval;
    private final int records;
    private final String[] slices;
    private int count;

    Sliced(int interval, int records, String... slices) {
      super("s");
      this.interval = interval;
      this.records = records;
      this.slices = slices;
    }

    @Override
    public Optional<Cursor> cursor() {
      Cursor cursor = Cursor.number("u");
      return Optional.of(interval == 0 ? cursor : cursor.ascending().checkpointEvery(interval));
    }

    @Override
    public Partitions partitions() {
      return Partitions.of("slice", slices);
    }

    @Override
    public void readRecords(StreamSlice slice, RecordOutput output, ReadContext context) {
      for (int i = 0; i < records; i++) {
        output.emit(object().put("u", ++count));
        state = StreamState.at("u", count);
      }
    }
  }

  @Test
  void twoSlicesTwoStates() {
    assertThat(ConnectorRun.read(null, new Sliced(0, 2, "a", "b")).line())
        .isEqualTo("ST | RU | R | R | S {\"u\":2} | R | R | S {\"u\":4} | CO");
  }

  @Test
  void threeRecordsASlice() {
    assertThat(ConnectorRun.read(null, new Sliced(0, 3, "a", "b")).line())
        .isEqualTo("ST | RU | R | R | R | S {\"u\":3} | R | R | R | S {\"u\":6} | CO");
  }

  @Test
  void noSlicesTheIncomingStateAndNoRunning() {
    assertThat(ConnectorRun.read(stateOf("s", "{\"u\":7}"), new Sliced(0, 3)).line())
        .isEqualTo("ST | S {\"u\":7} | CO");
  }

  @Test
  void theIntervalSpansSlicesWithoutRepeatingAState() {
    assertThat(ConnectorRun.read(null, new Sliced(2, 3, "a", "b")).line())
        .isEqualTo(
            "ST | RU | R | R | S {\"u\":2} | R | S {\"u\":3} | R | S {\"u\":4} | R | R | S {\"u\":6} | CO");
  }

  @Test
  void logsBetweenRecordsPassAndAreNotCounted() {
    Transcript run = ConnectorRun.read(null, ascending(2, 1, 2, 3));
    assertThat(run.line()).isEqualTo("ST | RU | R | R | S {\"u\":2} | R | S {\"u\":3} | CO");
    assertThat(run.logs()).contains("wrote 1", "wrote 2", "wrote 3");
    assertThat(counts(run)).containsExactly("2.0", "1.0");
  }

  private static List<String> counts(Transcript run) {
    return run.of("STATE").stream()
        .map(state -> state.at("/state/sourceStats/recordCount").toString())
        .toList();
  }

  @Test
  void failingStreamDoesNotStopTheOthers() {
    Transcript run = ConnectorRun.read(null, twoRecords("a"), failing("b"), twoRecords("c"));
    String ok = "ST | RU | R | R | S " + NOCUR + " | CO";
    assertThat(run.lineOf("a")).isEqualTo(ok);
    assertThat(run.lineOf("b")).isEqualTo("ST | ERR | IN");
    assertThat(run.lineOf("c")).isEqualTo(ok);
    if (oneAfterTheOther()) {
      assertThat(run.line()).isEqualTo(ok + " | ST | ERR | IN | " + ok + " | ERR");
    }
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("'b'", "no such table");
    assertThat(run.errors().get(1)).contains("b").doesNotContain("'a'");
  }

  @Test
  void stopOnFailureStartsNoMore() {
    // In one group, so that every engine reads them one after the other.
    Stream[] streams = {
      twoRecords("a").group("g"), failing("b").group("g"), twoRecords("c").group("g")
    };
    Transcript run =
        ConnectorRun.of(Connector.of(new TestSource(streams)).stopOnFailure())
            .readAll(null, streams);
    assertThat(run.line())
        .isEqualTo("ST | RU | R | R | S " + NOCUR + " | CO | ST | ERR | IN | ERR");
  }

  @Test
  void messageQueuedBeforeTheFirstRecordComesBeforeIt() {
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              context.updateConfig(config -> config.put("token", "new"));
              record(output, 1);
            });
    assertThat(ConnectorRun.read(null, stream).line())
        .isEqualTo("ST | CONTROL | RU | R | S " + NOCUR + " | CO");
  }

  @Test
  void countsAreByStreamAndNamespaceAndResetByEachState() {
    Stream first = Streams.paged("s", twoAPage(2)).namespace("one");
    Stream second = Streams.paged("s", twoAPage(1)).namespace("two");
    String catalog =
        "{\"streams\":[{\"stream\":{\"name\":\"s\",\"namespace\":\"one\"}},{\"stream\":{\"name\":\"s\",\"namespace\":\"two\"}}]}";
    Transcript run = ConnectorRun.of(new TestSource(first, second)).read("{}", catalog, null);
    assertThat(counts(run)).containsExactly("2.0", "2.0", "2.0");
    assertThat(run.of("RECORD").stream().map(r -> r.at("/record/namespace").asString()))
        .containsExactlyInAnyOrder("one", "one", "one", "one", "two", "two");
    assertThat(
            run.of("STATE").stream()
                .map(s -> s.at("/state/stream/stream_descriptor/namespace").asString()))
        .containsExactlyInAnyOrder("one", "one", "two");
  }

  @Test
  void limitEndsAResumableStreamAtItsLastSafeState() {
    Stream stream = Streams.paged("s", twoAPage(5));
    assertThat(limited(3, stream).line())
        .isEqualTo("ST | RU | R | R | S {\"page\":1} | R | S {\"page\":1} | CO");
    assertThat(limited(1, stream).line()).isEqualTo("ST | RU | R | CO");
    assertThat(limited(100, stream).lastState("s")).isEqualTo(DONE);
    Transcript each = limited(1, twoRecords("a"), stream);
    assertThat(each.lineOf("a")).isEqualTo("ST | RU | R | CO");
    assertThat(each.lineOf("s")).isEqualTo("ST | RU | R | CO");
    assertThat(each.exitCode()).isZero();
  }

  private static Transcript limited(int limit, Stream... streams) {
    String[] names = java.util.Arrays.stream(streams).map(Stream::name).toArray(String[]::new);
    return ConnectorRun.of(new TestSource(streams))
        .read("{\"_limit\":" + limit + "}", ConnectorRun.catalogOf(names), null);
  }

  @Test
  void exceptionInAnAuthorsIteratorGivesNoFinalState() {
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              Iterator<Integer> ids = List.of(1).iterator();
              while (true) {
                record(output, ids.next()); // one too many: NoSuchElementException
              }
            });
    assertThat(ConnectorRun.read(null, stream).line()).isEqualTo("ST | RU | R | ERR | IN | ERR");
  }

  @Test
  void positionIsSavedOnlyBehindItsRecords() {
    Stream stream = Streams.paged("s", twoAPage(40));
    Transcript run = ConnectorRun.read(null, stream);
    int records = 0;
    for (var message : run.messages()) {
      if (message.path("type").asString().equals("RECORD")) {
        records++;
      } else if (message.path("type").asString().equals("STATE")
          && message.at("/state/stream/stream_state").has("page")) {
        long page = message.at("/state/stream/stream_state/page").asLong();
        assertThat(records)
            .as("records before the state of page %s", page)
            .isEqualTo(2 * (int) page);
      }
    }
    assertThat(records).isEqualTo(80);
  }

  @Test
  void emptyRecordIsARecord() {
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              output.emit(object().put("i", 1));
              output.emit(object());
              output.emit(object().put("i", 2));
            });
    assertThat(ConnectorRun.read(null, stream).records())
        .containsExactly("{\"i\":1}", "{}", "{\"i\":2}");
  }

  @SuppressWarnings("NullAway") // what an author without NullAway may do
  private static PageReader returnsNull() {
    return (slice, output, context) -> null;
  }

  @Test
  void readerThatReturnsNullIsAnErrorThatNamesTheStream() {
    Stream stream = Streams.paged("s", returnsNull());
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.errors().get(0)).contains("'s'", "returned null");
  }

  @Test
  void recordThatIsNoObjectIsAnErrorAndLeavesNoHalfLine() {
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              record(output, 1);
              output.emitValue(List.of(1, 2));
            });
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.records()).containsExactly("{\"id\":1}");
    assertThat(run.errors().get(0)).contains("'s'").contains("written as a JSON object");
  }

  @Test
  void configuredFieldsThatTheStreamNoLongerHasAreNamed() {
    String catalog =
        "{\"streams\":[{\"stream\":{\"name\":\"s\",\"json_schema\":{\"properties\":{\"id\":{},\"old\":{},\"older\":{}}}}}]}";
    record Row(long id) {}
    Stream stream =
        Streams.records("s", (slice, output, context) -> output.emitValue(new Row(1)))
            .schema(Row.class);
    Transcript run = ConnectorRun.of(new TestSource(stream)).read("{}", catalog, null);
    assertThat(run.logs()).anyMatch(log -> log.contains("'s'") && log.contains("old, older"));
    assertThat(run.records()).containsExactly("{\"id\":1}");
  }

  @Test
  void fieldThatDoesNotFitItsSchemaIsSaidOnceAndNotDropped() {
    record Row(long id, String name) {}
    Stream stream =
        Streams.records(
                "s",
                (slice, output, context) -> {
                  output.emit(object().put("id", "one").put("name", "a"));
                  output.emit(object().put("id", "two").put("name", "b"));
                })
            .schema(Row.class);
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.records()).hasSize(2);
    assertThat(run.logs().stream().filter(log -> log.contains("/id"))).hasSize(1);
  }

  @Test
  void numbersThatAreNoneBecomeNullWithOneWarning() {
    record Row(double a, Float b, double c) {}
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              output.emitValue(new Row(Double.NaN, Float.POSITIVE_INFINITY, 1.5));
              output.emit(object().put("a", Double.NEGATIVE_INFINITY));
            });
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.records()).containsExactly("{\"a\":null,\"b\":null,\"c\":1.5}", "{\"a\":null}");
    assertThat(run.logs().stream().filter(log -> log.contains("NaN"))).hasSize(1);
  }

  @Test
  void atItsEndEachStreamIsSummedUp() {
    PageReader reader =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          context.sent(1);
          if (page == 1) {
            context.waited(Duration.ofMillis(1_500));
            context.sent(2);
            record(output, 1);
          }
          return page < 2 ? Progress.next("page", page + 1) : Progress.complete();
        };
    Stream whole = Streams.paged("whole", reader);
    Stream parts =
        Streams.paged(
                "parts",
                (slice, output, context) -> {
                  if (slice.partition().text("part", "").equals("c")) {
                    throw new TransientError("down");
                  }
                  return reader.readPage(slice, output, context);
                })
            .partitions(Partitions.of("part", "a", "b", "c"));
    Stream silent = Streams.records("silent", (slice, output, context) -> {});
    assertThat(ConnectorRun.read(null, whole, parts, silent).logs())
        .anyMatch(
            matches(
                "stream 'whole': 1 records, 3 pages, 4 requests, 1 of them retries, 1.5 s waited, "))
        .anyMatch(
            matches(
                "stream 'parts': 2 records, 6 pages, 8 requests, 2 of them retries, 3.0 s waited,"
                    + " 3 partitions started, 1 failed, "))
        .anyMatch(matches("stream 'silent': 0 records, 1 pages, "));
  }

  private static Predicate<String> matches(String beginning) {
    return Pattern.compile(Pattern.quote(beginning) + "[0-9.]+ s").asMatchPredicate();
  }

  @Test
  void estimateAndWaitsAreAnnounced() {
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              context.estimate(2);
              context.awaitRateLimit(java.time.Instant.EPOCH);
              record(output, 1);
            });
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.line()).isEqualTo("ST | estimate | RU | R | S " + NOCUR + " | CO");
  }
}
