package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Cursor fields that hold nothing, or what is no value: whatever engine reads. */
public abstract class ReadingOddCursorsContract extends EngineContract {

  private static final String EARLY = "2026-01-01T00:00:00Z";
  private static final String LATE = "2026-03-01T00:00:00Z";

  /** In each of the three ways in turn. */
  private static StreamDefinition records(String... records) {
    return Streams.records(
        "s",
        (slice, output, context) -> {
          for (int i = 0; i < records.length; i++) {
            emit(output, records[i], i);
          }
        });
  }

  private static void emit(RecordOutput output, String json, int way) {
    JsonNode tree = ExactJson.MAPPER.readTree(json);
    switch (way % 3) {
      case 0 -> output.emit(tree);
      case 1 -> output.emitValue(ExactJson.MAPPER.convertValue(tree, Map.class));
      default -> {
        try (JsonParser parser = ExactJson.MAPPER.createParser(json)) {
          parser.nextToken();
          output.emit(parser);
        }
      }
    }
  }

  private static String u(String value) {
    return value.equals("null") ? "{\"u\":null}" : "{\"u\":\"" + value + "\"}";
  }

  private static String stateOf(String state) {
    return ConnectorRun.stateOf("s", state);
  }

  @Test
  void blankValueCountsAsNone() {
    Stream stream =
        records(u(EARLY), u(""), u("  "), u(""), u("null"), u(LATE)).cursor(Cursor.instant("u"));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isZero();
    assertThat(run.records()).hasSize(6);
    assertThat(run.lastState("s")).isEqualTo(u(LATE));
  }

  @Test
  void valueThatCannotBeReadIsAnErrorThatSaysWhatToWrite() {
    for (int way = 0; way < 3; way++) {
      String[] records = {u(EARLY), u(EARLY), u(EARLY)};
      records[way] = u("n/a");
      Transcript run = ConnectorRun.read(null, records(records).cursor(Cursor.instant("u")));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors().get(0))
          .contains("stream 's'", "'u'", "'n/a'", "ISO 8601", "passOverUnreadable()");
    }
  }

  @Test
  void valueThatCannotBeReadIsPassedOverWhereTheAuthorSaysSo() {
    Stream stream =
        records(u("n/a"), u(EARLY), u("never"), u("soon"), u(LATE))
            .cursor(Cursor.instant("u").ascending().passOverUnreadable());
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isZero();
    assertThat(run.records()).hasSize(5);
    assertThat(run.lastState("s")).isEqualTo(u(LATE));
    assertThat(run.warnings("cannot be read"))
        .hasSize(1)
        .first()
        .asString()
        .contains("'s'", "'u'", "3 records", "'n/a'");
  }

  @Test
  void recordThatCannotBeJudgedIsNeitherWrittenNorCounted() {
    for (int way = 0; way < 3; way++) {
      String[] records = {u(LATE), u(LATE), u(LATE)};
      records[way] = u("n/a");
      Stream stream = records(records).cursor(Cursor.instant("u").clientSide());
      Transcript run = ConnectorRun.read(stateOf(u(EARLY)), stream);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.records()).hasSize(way).doesNotContain(u("n/a"));
      stream = records(records).cursor(Cursor.instant("u").clientSide().passOverUnreadable());
      assertThat(ConnectorRun.read(stateOf(u(EARLY)), stream).records()).hasSize(3);
    }
  }

  @Test
  void blankValueInAStateCountsAsNoState() {
    Stream whole = records(u(LATE)).cursor(Cursor.instant("u").from(EARLY));
    Stream parts =
        records(u(LATE))
            .cursor(Cursor.instant("u").from(EARLY))
            .partitions(Partitions.of("p", "a"));
    for (String state :
        List.of(
            u(""),
            u("null"),
            "{\"states\":[{\"partition\":{\"p\":\"a\"},\"cursor\":%s}]}".formatted(u("")),
            "{\"state\":%s,\"states\":[]}".formatted(u("null")))) {
      boolean inParts = state.contains("states");
      Transcript run = ConnectorRun.read(stateOf(state), inParts ? parts : whole);
      assertThat(run.errors()).as(state).isEmpty();
      assertThat(run.lastState("s")).as(state).contains(LATE);
      assertThat(run.warnings("counts as no state")).as(state).hasSize(1);
    }
    assertThat(ConnectorRun.read(stateOf(u("")), parts).lastState("s")).contains(LATE);
  }

  @Test
  void offsetsWithoutAColonAreTaken() {
    Stream stream =
        records(
                u("2026-01-02T00:00:00+0000"),
                u("2026-01-02T00:00:00-0530"),
                u("2026-01-02T01:00:00+00"))
            .cursor(Cursor.instant("u").from("2025-01-01T00:00:00+0100"));
    Transcript run = ConnectorRun.read(stateOf(u("2025-06-01T00:00:00+0200")), stream);
    assertThat(run.errors()).isEmpty();
    assertThat(run.lastState("s")).isEqualTo(u("2026-01-02T00:00:00-0530"));
  }
}
