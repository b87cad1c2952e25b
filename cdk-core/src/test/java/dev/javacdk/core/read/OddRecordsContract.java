package dev.javacdk.core.read;

import static dev.javacdk.api.Progress.complete;
import static dev.javacdk.api.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Progress;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records that are odd, and streams that are declared wrongly: whatever engine reads them. */
public abstract class OddRecordsContract extends EngineContract {

  private static final JsonMapper LENIENT =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Emits a record from a parser, as an HTTP stream does. */
  private static void parsed(RecordOutput output, String json) {
    try (JsonParser parser = LENIENT.createParser(json)) {
      parser.nextToken();
      output.emit(parser);
    }
  }

  private static Stream of(String... records) {
    return Streams.paged(
        "s",
        (slice, output, context) -> {
          for (String record : records) {
            parsed(output, record);
          }
          return complete();
        });
  }

  private static List<String> warnings(Transcript run) {
    return run.of("LOG").stream()
        .filter(message -> message.at("/log/level").asString().equals("WARN"))
        .map(message -> message.at("/log/message").asString())
        .toList();
  }

  @Test
  void ofAFieldThatARecordHasTwiceTheLastCountsAtEveryDepth() {
    Transcript run =
        ConnectorRun.read(
            null,
            of(
                "{\"id\":1,\"a\":1,\"a\":2}",
                "{\"id\":2,\"b\":{\"c\":1,\"d\":[{\"e\":1,\"e\":2.50}],\"c\":3}}",
                "{\"id\":3}"));
    assertThat(run.records())
        .containsExactly(
            "{\"id\":1,\"a\":2}", "{\"id\":2,\"b\":{\"c\":3,\"d\":[{\"e\":2.50}]}}", "{\"id\":3}");
    assertThat(warnings(run)).hasSize(1);
    assertThat(warnings(run).get(0)).contains("stream 's'", "'a' twice");
  }

  @Test
  void manyFieldsOfManyNamesAreNoneTwice() {
    StringBuilder record = new StringBuilder("{\"id\":1");
    for (int i = 0; i < 500; i++) {
      record.append(",\"f").append(i).append("\":").append(i);
    }
    Transcript run = ConnectorRun.read(null, of(record + "}", record + ",\"f77\":\"x\"}"));
    assertThat(run.records().get(0)).isEqualTo(record + "}");
    assertThat(run.records().get(1)).contains("\"f77\":\"x\"").doesNotContain("\"f77\":77,");
  }

  @Test
  void numbersThatAreNoneBecomeNullOnEveryWay() {
    Transcript run = ConnectorRun.read(null, of("{\"id\":1,\"x\":NaN,\"y\":[-Infinity]}"));
    assertThat(run.records()).containsExactly("{\"id\":1,\"x\":null,\"y\":[null]}");
    assertThat(warnings(run)).hasSize(1);
  }

  @Test
  void aRecordThatIsTooLargeFailsItsPartitionOnly() {
    Stream stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  String part = slice.partition().text("p", "");
                  output.emit(
                      object().put("p", part).put("x", "y".repeat(part.equals("b") ? 5_000 : 5)));
                  return complete();
                })
            .partitions(Partitions.of("p", "a", "b", "c"));
    Transcript run =
        ConnectorRun.of(new TestSource(stream))
            .read("{\"_largest_record\":1000}", ConnectorRun.catalogOf("s"), null);
    assertThat(run.records()).hasSize(2);
    assertThat(run.errors().get(0))
        .contains("stream 's': a record has more than 1000 bytes", "_largest_record");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void outOfMemoryStopsEverythingWithWordsWhereverItStandsAmongTheCauses() {
    Stream stream =
        Streams.paged(
            "s",
            (slice, output, context) -> {
              OutOfMemoryError memory = new OutOfMemoryError("Java heap space");
              IllegalArgumentException hidden =
                  new IllegalArgumentException("Self-suppression not permitted", memory);
              throw new IOException("broken", hidden);
            });
    Stream second = Streams.records("t", (slice, output, context) -> output.emit(object()));
    Transcript run = ConnectorRun.read(null, stream, second);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(String.join("\n", run.errors())).contains("ran out of memory", "-Xmx");
  }

  @Test
  void theLimitOfRecordsWritesTheLastSafeState() {
    Stream stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  output.emit(object().put("id", 1));
                  output.emit(object().put("id", 2));
                  return slice.cursor().isStart() ? next("page", 1) : complete();
                })
            .partitions(Partitions.of("p", "a", "b", "c"));
    Transcript run =
        ConnectorRun.of(new TestSource(stream))
            .read("{\"_limit\":5}", ConnectorRun.catalogOf("s"), null);
    assertThat(run.exitCode()).isZero();
    assertThat(run.lineOf("s")).contains("S {").endsWith("CO");
    assertThat(run.lastState("s")).contains("\"p\":\"a\"");
  }

  @Test
  void whatIsDeclaredAndNeverMetIsSaidOnce() {
    Stream stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  parsed(output, "{\"_source\":{\"id\":1}}");
                  return slice.cursor().number("page", 0) < 3
                      ? next("page", slice.cursor().number("page", 0) + 1)
                      : complete();
                })
            .key("id");
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(warnings(run)).hasSize(1);
    assertThat(warnings(run).get(0)).contains("stream 's'", "key field 'id'", "_source");
  }

  @Test
  void aCursorValueThatIsBlankIsNoneAndOneThatCannotBeReadMayBePassedOver() {
    Stream stream =
        Streams.paged(
            "s",
            (slice, output, context) -> {
              parsed(output, "{\"u\":\"2026-01-02T00:00:00+0000\"}");
              parsed(output, "{\"u\":\" \"}");
              parsed(output, "{\"u\":\"never\"}");
              return Progress.complete();
            });
    Cursor cursor = Cursor.instant("u");
    Transcript strict =
        ConnectorRun.read(null, ((dev.javacdk.api.StreamDefinition) stream).cursor(cursor));
    assertThat(strict.errors().get(0)).contains("stream 's'", "'never'", "passOverUnreadable()");
    Transcript lenient =
        ConnectorRun.read(
            null, ((dev.javacdk.api.StreamDefinition) stream).cursor(cursor.passOverUnreadable()));
    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.records()).hasSize(3);
    assertThat(lenient.lastState("s")).contains("2026-01-02T00:00:00+0000");
    assertThat(warnings(lenient)).hasSize(1);
  }

  @Test
  void recordsOfAParentWithoutAnIdHaveNoPartAndAreCounted() {
    Stream parents =
        Streams.paged(
            "parents",
            (slice, output, context) -> {
              for (String id : List.of("1", "\"\"", "null", "2")) {
                parsed(output, "{\"id\":" + id + "}");
              }
              parsed(output, "{\"x\":1}");
              return complete();
            });
    Stream children =
        Streams.paged(
                "children",
                (slice, output, context) -> {
                  output.emit(object().put("of", slice.partition().text("id", "")));
                  return complete();
                })
            .partitions(Partitions.each(parents, "id"));
    Transcript run =
        ConnectorRun.of(new TestSource(parents, children))
            .read("{}", ConnectorRun.catalogOf("children"), null);
    assertThat(run.exitCode()).isZero();
    assertThat(run.records()).hasSize(2);
    assertThat(warnings(run)).hasSize(1);
    assertThat(warnings(run).get(0)).contains("3 of 5 records of a page have no 'id'");
  }

  @Test
  void allOfFewPartsThatAreGoneIsSaidWithTheReason() {
    Stream stream =
        Streams.paged("s", (slice, output, context) -> Progress.gone("GET /wrong answered 404"))
            .partitions(Partitions.of("p", "a", "b"));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isZero();
    assertThat(warnings(run))
        .anyMatch(line -> line.contains("all 2 partitions") && line.contains("GET /wrong"));
  }
}
