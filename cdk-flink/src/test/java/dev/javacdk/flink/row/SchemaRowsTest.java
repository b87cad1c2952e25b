package dev.javacdk.flink.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.flink.job.RecordLine;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class SchemaRowsTest {

  private static Row read(String schema, String value) {
    String json = "{\"type\":\"object\",\"properties\":{\"v\":" + schema + "}}";
    Stream stream =
        Streams.paged("notes", (slice, output, context) -> Progress.complete())
            .schema(Schema.of((ObjectNode) ExactJson.MAPPER.readTree(json)));
    byte[] line =
        ("{\"record\":{\"data\":{\"v\":" + value + "}}}").getBytes(StandardCharsets.UTF_8);
    return SchemaRows.of(stream).read(new RecordLine(StreamId.of(stream), line, 0, line.length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\"} | \"a\" | String | a",
        "{\"type\":\"string\"} | 1.50 | String | 1.50",
        "{\"type\":[\"string\",\"null\"],\"format\":\"email\"} | \"a\" | String | a",
        "{\"type\":[\"string\",\"integer\"]} | 7 | String | 7",
        "{\"anyOf\":[{\"type\":\"integer\"}]} | 7 | String | 7",
        "{\"type\":\"array\"} | [1.50,\"a\"] | String | [1.50,\"a\"]",
        "{\"type\":\"array\",\"items\":[{\"type\":\"string\"}]} | [1] | String | [1]",
        "{\"type\":\"object\",\"properties\":{}} | {\"a\":1} | String | {\"a\":1}",
        "true | 7 | String | 7",
        "{\"type\":\"integer\"} | 1e3 | Long | 1000",
        "{\"type\":\"number\",\"airbyte_type\":\"integer\"} | 7 | Long | 7",
        "{\"type\":\"number\"} | 0.10 | BigDecimal | 0.10",
        "{\"type\":\"number\"} | 1e999999999 | BigDecimal | 1E+999999999",
        "{\"type\":\"string\",\"format\":\"date\"} | \"1969-12-31\" | LocalDate | 1969-12-31",
        "{\"type\":\"string\",\"format\":\"date-time\"} | \"2024-01-01T02:00:00+0200\" | Instant | 2024-01-01T00:00:00Z",
        "{\"type\":\"string\",\"format\":\"date-time\"} | \"2024-01-01T02:00\" | Instant | 2024-01-01T02:00:00Z",
        "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{}}} | [] | String[][] |",
      })
  void valueIsReadAsItsSchemaSays(String schema, String value, String type, @Nullable String read) {
    Object made = Objects.requireNonNull(read(schema, value).getField("v"));
    assertThat(made.getClass().getSimpleName()).isEqualTo(type);
    if (read != null) {
      assertThat(made).hasToString(read);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"integer\"} | 1.5 | a number | Long",
        "{\"type\":\"integer\"} | 9223372036854775808 | a number | Long",
        "{\"type\":\"number\"} | \"1\" | a text | BigDecimal",
        "{\"type\":\"boolean\"} | \"true\" | a text | Boolean",
        "{\"type\":\"string\",\"format\":\"date\"} | \"soon\" | a text | LocalDate",
        "{\"type\":\"string\",\"format\":\"date-time\"} | \"\" | a text | Instant",
        "{\"type\":\"string\",\"format\":\"date-time\"} | 1704067200 | a number | Instant",
        "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}} | {} | an object | Long[]",
        "{\"type\":\"object\",\"properties\":{\"a\":{}}} | [] | an array | Row",
      })
  void valueThatDoesNotFitIsNamed(String schema, String value, String kind, String type) {
    assertThatThrownBy(() -> read(schema, value))
        .isInstanceOf(ConfigError.class)
        .hasMessage(
            "stream 'notes': field 'v' is %s, which type %s cannot hold: correct the schema, or"
                + " read the stream asObjects()",
            kind, type);
  }
}
