package dev.javacdk.core.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records that are given as bytes are written as those from a parser. */
class EmittedBytesTest {

  private static final String PAGE =
      """
      [{"id":1,"u":"2026-01-01T00:00:00Z"},
       { "id" : 2, "n" : {"a":[1.10, 1e5, {}]}, "u" : "2026-01-03T00:00:00\\u005a" },
       {"id":3,"u":"2026-01-02T00:00:00Z","text":"\\u00e9\\/\\u0001"},
       {"id":4,"id":5,"u":null},
       {"\\u0069d":6,"u":"2026-01-02T12:00:00Z"},
       {"id":7,"text":"tab\tin it","u":"2026-01-02T13:00:00Z"}]\
      """;

  private interface Emitting {
    void page(RecordOutput output);
  }

  private static void bytes(RecordOutput output) {
    byte[] json = PAGE.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (json[at] != ']') {
      at = output.emit(json, PAGE.indexOf('{', at), json.length, JsonLimits.DEFAULT);
    }
  }

  private static void parsed(RecordOutput output) {
    try (JsonParser parser =
        JsonMapper.builder()
            .enable(tools.jackson.core.json.JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .createParser(PAGE)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        output.emit(parser);
      }
    }
  }

  private static Stream stream(Emitting page) {
    return Streams.records("s", (slice, output, context) -> page.page(output))
        .cursor(Cursor.instant("u"));
  }

  private static List<String> data(Transcript run) {
    List<String> data = new ArrayList<>();
    run.of("RECORD").forEach(record -> data.add(record.at("/record/data").toString()));
    return data;
  }

  @Test
  void theirRecordsAndStatesAreThose() {
    Transcript bytes = ConnectorRun.read(null, stream(EmittedBytesTest::bytes));
    Transcript parsed = ConnectorRun.read(null, stream(EmittedBytesTest::parsed));
    assertThat(data(bytes)).hasSize(6).isEqualTo(data(parsed));
    assertThat(bytes.lastState("s"))
        .isEqualTo(parsed.lastState("s"))
        .contains("2026-01-03T00:00:00Z");
    assertThat(bytes.of("LOG").toString()).contains("has the key 'id' twice");
  }

  @Test
  void partitionsComeOfThem() {
    List<List<String>> read = new ArrayList<>();
    for (UnaryOperator<Stream> alsoRead : List.<UnaryOperator<Stream>>of(s -> null, s -> s)) {
      Stream parent = Streams.records("s", (slice, output, context) -> bytes(output));
      Stream child =
          Streams.records(
                  "child", (slice, output, context) -> output.emitValue(slice.partition().toJson()))
              .partitions(Partitions.each(parent, "id"));
      Stream first = alsoRead.apply(parent);
      Transcript run =
          first == null ? ConnectorRun.read(null, child) : ConnectorRun.read(null, first, child);
      List<String> ids = new ArrayList<>();
      for (JsonNode record : run.of("RECORD")) {
        if (record.at("/record/stream").stringValue().equals("child")) {
          ids.add(record.at("/record/data/id").toString());
        }
      }
      read.add(ids);
    }
    assertThat(read.get(0)).containsExactly("1", "2", "3", "5", "6", "7").isEqualTo(read.get(1));
  }

  @Test
  void whatIsBrokenIsRefusedAndNotWritten() {
    byte[] broken = "{\"id\":1,\"a\": }{\"id\":2}".getBytes(StandardCharsets.UTF_8);
    Transcript run =
        ConnectorRun.read(
            null,
            Streams.records(
                "s",
                (slice, output, context) -> {
                  assertThatThrownBy(
                          () -> output.emit(broken, 0, broken.length, JsonLimits.DEFAULT))
                      .isInstanceOf(JacksonException.class);
                  assertThatThrownBy(
                          () -> output.emit(broken, 1, broken.length, JsonLimits.DEFAULT))
                      .isInstanceOf(IllegalArgumentException.class)
                      .hasMessage("at offset 1 begins no JSON object in UTF-8");
                  assertThatThrownBy(() -> output.emit(broken, 0, 1, JsonLimits.DEFAULT))
                      .isInstanceOf(JacksonException.class);
                  JsonLimits flat = new JsonLimits(1, 100, 100, 1_000);
                  byte[] deep = "{\"a\":{}}".getBytes(StandardCharsets.UTF_8);
                  assertThatThrownBy(() -> output.emit(deep, 0, deep.length, flat))
                      .isInstanceOf(JacksonException.class)
                      .hasMessageContaining("depth");
                  byte[] wide = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
                  assertThatThrownBy(() -> output.emit(wide, 0, wide.length, flat))
                      .isInstanceOf(IllegalArgumentException.class);
                  assertThat(output.emit(broken, 14, broken.length, JsonLimits.DEFAULT))
                      .isEqualTo(broken.length);
                }));
    assertThat(data(run)).containsExactly("{\"id\":2}");
  }
}
