package dev.javacdk.core.walk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.ExactJson;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cursor takes the usual forms of its own kind, and nothing else. */
class StateValuesTest {

  private static final Cursor ISO = Cursor.instant("u");
  private static final Cursor TOKYO = ISO.zone(ZoneId.of("Asia/Tokyo"));
  private static final Cursor DAYS = ISO.format("yyyy-MM-dd");

  private static String read(Cursor cursor, String json) {
    return requireNonNull(
        StateValues.read(cursor, ExactJson.MAPPER.readTree(json), "stream 's'"), json);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1795222800, 2026-11-21T01:00:00Z",
        "\"1795222800\", 2026-11-21T01:00:00Z",
        "1795222800.0, 2026-11-21T01:00:00Z",
        "1795222800000, 2026-11-21T01:00:00Z",
        "\"1795222800000000\", 2026-11-21T01:00:00Z",
        "\"2026-11-21\", 2026-11-21T00:00:00Z",
        "\"2026-11-21T05:06:07\", 2026-11-21T05:06:07Z",
        "\"2026-11-21T05:06:07.123\", 2026-11-21T05:06:07.123Z",
        "\"2026-11-21 05:06:07\", 2026-11-21T05:06:07Z",
        "\" 2026-11-21T05:06 \", 2026-11-21T05:06:00Z",
        "\"2026-11-21 05:06:07 +0200\", 2026-11-21T03:06:07Z",
      })
  void pointInTimeIsReadInItsUsualForms(String json, String expected) {
    assertThat(ISO.values().instantOf(read(ISO, json)))
        .isEqualTo(java.time.Instant.parse(expected));
  }

  @Test
  void whatIsInTheRecordsFormIsKeptToTheLetter() {
    for (String value :
        new String[] {
          "2026-11-21T05:06:07+0500",
          "2026-11-21T05:06:07+05",
          "2026-11-21T05:06:07.120000Z",
          "2026-11-21T05:06:07+02:00[Europe/Berlin]",
        }) {
      assertThat(read(ISO, "\"" + value + "\"")).isEqualTo(value);
    }
    assertThat(read(ISO.epochSeconds(), "17")).isEqualTo("17");
    assertThat(read(ISO.epochMillis(), "\"1795222800\"")).isEqualTo("1795222800");
    assertThat(read(Cursor.number("u"), "1.50")).isEqualTo("1.50");
    assertThat(read(Cursor.text("u"), "\" a \"")).isEqualTo(" a ");
    assertThat(read(DAYS, "\"2026-11-21\"")).isEqualTo("2026-11-21");
  }

  @Test
  void otherFormBecomesThatOfTheRecords() {
    assertThat(read(ISO.epochSeconds(), "\"2026-11-21T01:00:00Z\"")).isEqualTo("1795222800");
    assertThat(read(ISO.epochSeconds(), "1795222800000")).isEqualTo("1795222800");
    assertThat(read(ISO.epochMillis(), "\"2026-11-21\"")).isEqualTo("1795219200000");
    assertThat(read(DAYS, "\"2026-11-21T05:06:07Z\"")).isEqualTo("2026-11-21");
    assertThat(read(TOKYO, "1795222800")).isEqualTo("2026-11-21T10:00:00");
    assertThat(
            read(
                ISO.format("dd.MM.yyyy HH:mm").zone(ZoneOffset.ofHours(2)),
                "\"2026-11-21T05:06:07\""))
        .isEqualTo("21.11.2026 05:06");
  }

  @Test
  void withoutAnOffsetItIsOfTheCursorsZone() {
    assertThat(TOKYO.values().instantOf(read(TOKYO, "\"2026-11-21 10:00\"")))
        .isEqualTo(java.time.Instant.parse("2026-11-21T01:00:00Z"));
  }

  @Test
  void nothingIsNothing() {
    for (String json : new String[] {"null", "\"\"", "\"  \""}) {
      assertThat(StateValues.read(ISO, ExactJson.MAPPER.readTree(json), "stream 's'")).isNull();
    }
    assertThat(StateValues.read(ISO, null, "stream 's'")).isNull();
  }

  @Test
  void whatIsNotClearIsRefusedWithItsPlace() {
    for (String json :
        new String[] {
          "17",
          "\"soon\"",
          "true",
          "{}",
          "[1]",
          "179522280000",
          "1e400000000",
          "\"2026-13-01\"",
          "\"2026-11-21T05\"",
          "\"21.11.2026\"",
          "\"+99999999-01-01T00:00:00Z\"",
        }) {
      refused(ISO, json);
    }
    for (String json :
        new String[] {"\"2026-11-21\"", "\"x\"", "true", "{\"a\":1}", "1e400000000"}) {
      refused(Cursor.number("u"), json);
    }
    for (String json : new String[] {"true", "{\"a\":1}", "[]"}) {
      refused(Cursor.text("u"), json);
    }
  }

  private static void refused(Cursor cursor, String json) {
    assertThatThrownBy(() -> read(cursor, json))
        .as("%s %s", cursor, json)
        .isInstanceOf(ConfigError.class)
        .hasMessageContainingAll("stream 's'", "'u'", "expected");
  }
}
