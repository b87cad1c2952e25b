package dev.javacdk.flink.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.ExactJson;
import java.util.Objects;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionsTest {

  private static Object read(String type, String value, Misfits misfits) {
    return read(type, value, misfits, 0);
  }

  private static Object read(String type, String value, Misfits misfits, int... path) {
    LogicalType column = LogicalTypeParser.parse(type, ConversionsTest.class.getClassLoader());
    Conversion row =
        RowFormat.of(
                "notes",
                RowType.of(new LogicalType[] {column}, new String[] {"v"}),
                new int[][] {path},
                misfits)
            .row();
    Object read = row.of(ExactJson.MAPPER.readTree("{\"v\":" + value + "}"));
    return ((GenericRowData) Objects.requireNonNull(read)).getField(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "STRING | 1.50 | 1.50",
        "BOOLEAN | false | false",
        "TINYINT | -128 | -128",
        "INT | 1e3 | 1000",
        "BIGINT | 9223372036854775807 | 9223372036854775807",
        "FLOAT | 0.5 | 0.5",
        "DECIMAL(2, 2) | 0 | 0.00",
        "DECIMAL(10, 2) | 12.50 | 12.50",
        "DATE | \"1970-01-03\" | 2",
        "TIMESTAMP(0) | \"2024-01-01T00:00:00.999\" | 2024-01-01T00:00",
        "TIMESTAMP(3) | \"1969-12-31T23:59:59.9999\" | 1969-12-31T23:59:59.999",
        "TIMESTAMP(9) | \"2024-01-01T00:00:00.123456789Z\" | 2024-01-01T00:00:00.123456789",
        "TIMESTAMP_LTZ(3) | \"2024-01-01T02:00:00+02:00\" | 2024-01-01T00:00",
        "TIMESTAMP_LTZ(3) | \"2024-01-01T02:00:00+0200\" | 2024-01-01T00:00",
        "TIMESTAMP_LTZ(3) | \"2024-01-01T02:00\" | 2024-01-01T02:00",
      })
  void valueThatFitsIsRead(String type, String value, String read) {
    assertThat(read(type, value, Misfits.FAIL)).hasToString(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BOOLEAN | \"true\" | a text",
        "TINYINT | 128 | a number",
        "INT | 1.5 | a number",
        "BIGINT | 1e999999999 | a number",
        "FLOAT | 1e300 | a number",
        "DOUBLE | true | a boolean",
        "DECIMAL(4, 2) | 100 | a number",
        "DECIMAL(4, 2) | 0.005 | a number",
        "DECIMAL(4, 2) | 1e-999999999 | a number",
        "DATE | \"soon\" | a text",
        "DATE | \"+999999999-01-01\" | a text",
        "TIMESTAMP(3) | \"2024-01-01\" | a text",
        "TIMESTAMP_LTZ(3) | 1704067200 | a number",
        "ARRAY<INT> | {} | an object",
        "MAP<STRING, INT> | [] | an array",
        "ROW<a INT> | \"x\" | a text",
        "VARCHAR(2) | \"abc\" | a text",
      })
  void valueThatDoesNotFitIsNamedOrNull(String type, String value, String kind) {
    assertThatThrownBy(() -> read(type, value, Misfits.FAIL))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith(
            "stream 'notes': field 'v' is %s, which type %s cannot hold", kind, summary(type));
    assertThat(read(type, value, Misfits.NULL)).isNull();
  }

  private static String summary(String type) {
    return LogicalTypeParser.parse(type, ConversionsTest.class.getClassLoader()).asSummaryString();
  }

  @Test
  void whatMayNotBeNullIsRefusedWhereItIs() {
    assertThatThrownBy(() -> read("ROW<n ARRAY<INT NOT NULL>>", "{\"n\":[null]}", Misfits.NULL))
        .hasMessage(
            "stream 'notes': field 'v.n[]' is null, which type INT NOT NULL cannot hold:"
                + " give the column another type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"n\":{\"a\":7,\"b\":\"x\"},\"m\":\"x\"} | 7",
        "{\"n\":{\"b\":\"x\"}} |",
        "{\"n\":null} |",
        "{} |",
        "null |",
      })
  void fieldInsideIsReadAndWhatIsBesideItIsNot(String value, Integer read) {
    assertThat(read("ROW<m INT, n ROW<b INT, a INT>>", value, Misfits.FAIL, 0, 1, 1))
        .isEqualTo(read);
  }

  @Test
  void fieldInsideWhatDoesNotFitIsRefusedOrNull() {
    String type = "ROW<n ROW<a INT>>";
    assertThatThrownBy(() -> read(type, "{\"n\":\"x\"}", Misfits.FAIL, 0, 0, 0))
        .hasMessageStartingWith("stream 'notes': field 'v.n' is a text, which type ROW<`a` INT>");
    assertThatThrownBy(() -> read(type, "{\"n\":{\"a\":1.5}}", Misfits.FAIL, 0, 0, 0))
        .hasMessageStartingWith("stream 'notes': field 'v.n.a' is a number, which type INT");
    assertThat(read(type, "{\"n\":\"x\"}", Misfits.NULL, 0, 0, 0)).isNull();
    assertThatThrownBy(() -> read("ROW<n ROW<a INT> NOT NULL>", "{}", Misfits.NULL, 0, 0, 0))
        .hasMessageStartingWith("stream 'notes': field 'v.n' is missing, which type ROW<`a` INT>");
  }
}
