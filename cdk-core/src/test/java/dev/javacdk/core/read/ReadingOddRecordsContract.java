package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an API should not answer and does: what becomes of it, whatever engine reads. */
public abstract class ReadingOddRecordsContract extends EngineContract {

  /** Takes whatever there is, as a client that trusts its API does. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(5_000)
                          .maxNameLength(1_000_000)
                          .maxNumberLength(1_000_000)
                          .build())
                  .build())
          .build();

  private static void emit(RecordOutput output, String json) {
    try (JsonParser parser = LENIENT.createParser(json)) {
      parser.nextToken();
      output.emit(parser);
    }
  }

  private static StreamDefinition passed(String... records) {
    return passedAs("s", records);
  }

  private static StreamDefinition passedAs(String name, String... records) {
    return Streams.records(
        name,
        (slice, output, context) -> {
          for (String record : records) {
            emit(output, record);
          }
        });
  }

  // A key twice

  @Test
  void lastOfAKeyThatIsThereTwiceCountsAtEveryDepth() {
    Transcript run =
        ConnectorRun.read(
            null,
            passed(
                "{\"a\":1,\"b\":{\"c\":[{\"d\":1.10,\"d\":{\"e\":2,\"e\":3.00}}]},\"a\":12345678901234567890}",
                "{\"a\":{\"a\":1},\"b\":{\"a\":2}}",
                "{\"a\":1,\"a\":1}"));
    assertThat(run.records())
        .containsExactly(
            "{\"a\":12345678901234567890,\"b\":{\"c\":[{\"d\":{\"e\":3.00}}]}}",
            "{\"a\":{\"a\":1},\"b\":{\"a\":2}}",
            "{\"a\":1}");
    assertThat(run.warnings("twice")).hasSize(1).first().asString().contains("'s'", "'a'");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void keyTwiceIsFoundInRecordsOfAnyWidth() {
    StringBuilder wide = new StringBuilder("{");
    for (int i = 0; i < 3_000; i++) {
      wide.append("\"n").append(i).append("\":{\"x\":").append(i).append("},");
    }
    String record = wide.append("\"n17\":\"last\"}").toString();
    Transcript run = ConnectorRun.read(null, passed(record, "{\"n17\":1}", record));
    JsonNode data = LENIENT.readTree(run.records().get(2));
    assertThat(data.size()).isEqualTo(3_000);
    assertThat(data.path("n17").asString()).isEqualTo("last");
    assertThat(data.at("/n18/x").asInt()).isEqualTo(18);
    assertThat(run.records().get(1)).isEqualTo("{\"n17\":1}");
  }

  @Test
  void cursorIsTheLastOfAFieldThatIsThereTwice() {
    Stream stream = passed("{\"u\":9,\"u\":5}", "{\"u\":4}").cursor(Cursor.number("u"));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.lastState("s")).isEqualTo("{\"u\":5}");
  }

  @Test
  void parentWithAKeyTwiceIsReadAllTheSame() {
    Transcript run =
        ConnectorRun.read(
            null, childOf(passed("{\"id\":1,\"id\":2}", "{\"id\":NaN}", "{\"id\":3}")));
    assertThat(run.records()).containsExactlyInAnyOrder("{\"of\":2}", "{\"of\":3}");
  }

  private static Stream childOf(StreamDefinition parent) {
    return Streams.records(
            "child",
            (slice, output, context) ->
                output.emit(object("of", slice.partition().number("id", -1))))
        .partitions(Partitions.each(parent, "id"));
  }

  private static JsonNode object(String name, long value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  // What JSON does not have

  @Test
  void numberThatIsNoneBecomesNullWhereverItStands() {
    Transcript run =
        ConnectorRun.read(null, passed("{\"a\":NaN,\"b\":[-Infinity,1]}", "{\"a\":NaN}"));
    assertThat(run.records()).containsExactly("{\"a\":null,\"b\":[null,1]}", "{\"a\":null}");
    assertThat(run.warnings("NaN")).hasSize(1);
  }

  @Test
  void cursorThatIsNoNumberIsNone() {
    Stream stream = passed("{\"u\":NaN}", "{\"u\":4}").cursor(Cursor.number("u"));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.lastState("s")).isEqualTo("{\"u\":4}");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void halfACharacterInANameDoesNotBreakTheLine() {
    String half = "x\ud800y";
    Transcript run =
        ConnectorRun.read(
            null,
            Streams.records(
                "s",
                (slice, output, context) -> {
                  output.emitValue(Map.of(half, half));
                  output.emit(object(half, 1));
                  output.emit(object("\ud83d\ude00", 2));
                }));
    assertThat(run.exitCode()).isZero();
    assertThat(run.of("RECORD"))
        .extracting(message -> message.at("/record/data").propertyNames().iterator().next())
        .containsExactly("x\ufffdy", "x\ufffdy", "\ud83d\ude00");
  }

  // Size

  @Test
  void deepLongNamedAndManyDigitedRecordsAreWritten() {
    int depth = 2_000;
    String deep = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    String name = "n".repeat(200_000);
    String digits = "1".repeat(150_000);
    Transcript run =
        ConnectorRun.read(
            null,
            Streams.records(
                "s",
                (slice, output, context) -> {
                  emit(output, deep);
                  output.emit(LENIENT.readTree(deep));
                  emit(output, "{\"" + name + "\":" + digits + "}");
                }));
    assertThat(run.errors()).isEmpty();
    assertThat(run.of("RECORD")).hasSize(3);
  }

  @Test
  void tooLargeARecordFailsItsPartitionOnly() {
    String large = "x".repeat(60_000);
    for (Emitting way : Emitting.values()) {
      Stream stream =
          Streams.paged(
                  "s",
                  (slice, output, context) -> {
                    String part = slice.partition().text("part", "");
                    output.emit(object("small", 1));
                    way.emit(output, part.equals("b") ? large : part);
                    return Progress.complete();
                  })
              .partitions(Partitions.of("part", "a", "b", "c"));
      Transcript run =
          ConnectorRun.of(new TestSource(stream, passedAs("other", "{\"id\":1}")))
              .read("{\"_largest_record\":50000}", ConnectorRun.catalogOf("s", "other"), null);
      assertThat(run.exitCode()).as(way.name()).isEqualTo(1);
      assertThat(run.errors().get(0))
          .as(way.name())
          .contains("stream 's'", "60", "50000", "_largest_record", "-Xmx");
      assertThat(run.records().toString())
          .as(way.name())
          .contains("\"text\":\"a\"", "\"text\":\"c\"")
          .doesNotContain("xxx");
      assertThat(run.lineOf("other")).endsWith("CO");
    }
  }

  record Text(String text) {}

  /** The ways to emit a record. */
  private enum Emitting {
    TREE {
      @Override
      void emit(RecordOutput output, String text) {
        output.emit(JsonNodeFactory.instance.objectNode().put("text", text));
      }
    },
    VALUE {
      @Override
      void emit(RecordOutput output, String text) {
        output.emitValue(new Text(text));
      }
    },
    PARSER {
      @Override
      void emit(RecordOutput output, String text) {
        ReadingOddRecordsContract.emit(output, "{\"text\":\"" + text + "\"}");
      }
    };

    abstract void emit(RecordOutput output, String text);
  }

  @Test
  void recordsUpToTheLimitAreWritten() {
    String text = "x".repeat(49_000);
    Transcript run =
        ConnectorRun.of(new TestSource(passed("{\"t\":\"" + text + "\"}")))
            .read("{\"_largest_record\":50000}", ConnectorRun.catalogOf("s"), null);
    assertThat(run.exitCode()).isZero();
    assertThat(run.records()).hasSize(1);
  }

  // Parents

  @Test
  void parentsWithoutAKeyArePassedOverAndCounted() {
    Transcript run =
        ConnectorRun.read(
            null,
            childOf(
                passed(
                    "{\"name\":\"first\"}",
                    "{\"id\":1}",
                    "{\"id\":null}",
                    "{\"id\":\"\"}",
                    "{\"id\":2}")));
    assertThat(run.records()).containsExactlyInAnyOrder("{\"of\":1}", "{\"of\":2}");
    assertThat(run.lineOf("child")).endsWith("CO");
    assertThat(run.warnings("passed over"))
        .hasSize(1)
        .first()
        .asString()
        .contains("'child'", "3 records", "'id'", "{\"name\":\"first\"}");
  }

  @Test
  void parentsOfWhichNoneHasTheKeyAreAnError() {
    Transcript run =
        ConnectorRun.read(null, childOf(passed("{\"ID\":1}", "{\"ID\":2}", "{\"ID\":null}")));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("'s'", "'child'", "'id'", "{\"ID\":1}");
    assertThat(run.lineOf("child")).endsWith("IN");
  }

  private static Transcript gone(int partitions, int there) {
    Stream stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  int part = Integer.parseInt(slice.partition().text("part", ""));
                  return part < there
                      ? Progress.complete()
                      : Progress.gone("404 of /wrong/" + part);
                })
            .partitions(
                Partitions.of(
                    "part",
                    IntStream.range(0, partitions)
                        .mapToObj(String::valueOf)
                        .toArray(String[]::new)));
    return ConnectorRun.read(null, stream);
  }

  @Test
  void allPartitionsGoneAreSaidWhereTheyAreFewAndAnErrorWhereTheyAreMany() {
    Transcript few = gone(9, 0);
    assertThat(few.lineOf("s")).endsWith("CO");
    assertThat(few.warnings("none of the 9 partitions"))
        .hasSize(1)
        .first()
        .asString()
        .contains("'s'", "404 of /wrong/", ".when(Match.status(404), Verdict.skip())");
    assertThat(gone(9, 1).warnings("none of the")).isEmpty();
    Transcript many = gone(10, 0);
    assertThat(many.errors().get(0)).contains("'s'", "all 10 partitions", "404 of /wrong/");
    assertThat(many.lineOf("s")).endsWith("IN");
  }
}
