package dev.javacdk.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.core.run.ConnectorRun;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

class NumberFidelityTest {

  private static final String NUMBERS =
      "{\"big\":123456789012345678901234567890,\"scale\":1.10,\"zero\":0.00,\"tiny\":1E-30,\"long\":-9223372036854775809,\"nested\":{\"a\":[12345678901234567.123456789]}}";

  @Test
  void parserPassThroughKeepsEveryDigit() {
    assertThat(read(parser())).isEqualTo(NUMBERS);
  }

  @Test
  void treesAndValuesKeepEveryDigit() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("big", new BigInteger("123456789012345678901234567890"));
    value.put("scale", new BigDecimal("1.10"));
    assertThat(read(Streams.records("s", (slice, output, context) -> output.emitValue(value))))
        .isEqualTo("{\"big\":123456789012345678901234567890,\"scale\":1.10}");
    assertThat(
            read(
                Streams.records(
                    "s",
                    (slice, output, context) -> output.emit(ExactJson.MAPPER.readTree(NUMBERS)))))
        .isEqualTo(NUMBERS);
  }

  @Test
  void cursorOfManyDigitsComesBackAsItWas() {
    Stream stream =
        Streams.records(
                "s",
                (slice, output, context) ->
                    output.emit(ExactJson.MAPPER.readTree("{\"u\":12345678901234567890.50}")))
            .cursor(Cursor.number("u"));
    assertThat(ConnectorRun.read(null, stream).lastState("s"))
        .isEqualTo("{\"u\":12345678901234567890.50}");
  }

  private static Stream parser() {
    return Streams.records(
        "s",
        (slice, output, context) -> {
          try (JsonParser parser = JsonMapper.shared().createParser(NUMBERS)) {
            parser.nextToken();
            output.emit(parser);
          }
        });
  }

  private static String read(Stream stream) {
    StringBuilder line = new StringBuilder();
    ConnectorRun.read(null, stream).of("RECORD").forEach(r -> line.append(r.at("/record/data")));
    return line.toString();
  }
}
