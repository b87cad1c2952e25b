package dev.javacdk.api.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTest {

  @Test
  void instantsAreComparedAsInstants() {
    Cursor cursor = Cursor.instant("u");
    assertThat(cursor.values().compare("2026-08-01T02:00:00+02:00", "2026-08-01T00:00:00Z"))
        .isZero();
    assertThat(cursor.values().max("2026-08-01T23:00:00-05:00", "2026-08-02T03:59:59.9Z"))
        .isEqualTo("2026-08-01T23:00:00-05:00");
  }

  @Test
  void numbersAreComparedAsNumbers() {
    assertThat(Cursor.number("u").values().max("9", "10")).isEqualTo("10");
    assertThat(Cursor.text("u").values().max("9", "10")).isEqualTo("9");
  }

  @Test
  void valueOfAnotherKindIsNamed() {
    assertThatThrownBy(() -> Cursor.instant("u").values().compare("2026-08-01T00:00:00", "x"))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("'u'")
        .hasMessageContaining("'2026-08-01T00:00:00'")
        .hasMessageContaining("zone");
    assertThatThrownBy(() -> Cursor.instant("u").from("yesterday"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("'yesterday'");
  }

  @Test
  void intervalNeedsThePromiseToAscend() {
    assertThatThrownBy(() -> Cursor.number("u").checkpointEvery(5))
        .hasMessageContaining("ascending");
    assertThat(Cursor.number("u").ascending().checkpointEvery(5).checkpointInterval()).hasValue(5);
  }

  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00.123456789Z");

  @Test
  void whatTheKitComputesIsWrittenAsTheApiWritesAndNeverLater() {
    Cursor u = Cursor.instant("u");
    assertThat(u.values().textOf(NOON)).isEqualTo("2026-08-01T12:00:00Z");
    assertThat(u.epochSeconds().values().textOf(NOON)).isEqualTo("1785585600");
    assertThat(u.epochMillis().values().textOf(NOON)).isEqualTo("1785585600123");
    assertThat(u.epochMicros().values().textOf(NOON)).isEqualTo("1785585600123456");
    assertThat(u.format("yyyy-MM-dd HH:mm").values().textOf(NOON)).isEqualTo("2026-08-01 12:00");
    assertThat(u.format("yyyy-MM-dd").values().textOf(NOON)).isEqualTo("2026-08-01");
    assertThat(u.zone(ZoneId.of("Europe/Berlin")).values().textOf(NOON))
        .isEqualTo("2026-08-01T14:00:00");
    assertThat(u.epochSeconds().values().textOf(Instant.ofEpochSecond(-1, 500))).isEqualTo("-1");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01T00:00:00Z, 2026-08-01T12:00:00Z",
    "2026-07-01T00:00Z, 2026-08-01T12:00:00Z",
    "2026-07-01T00:00:00.5Z, 2026-08-01T12:00:00.1Z",
    "2026-07-01T00:00:00.045Z, 2026-08-01T12:00:00.123Z",
    "2026-07-01T00:00:00.000000Z, 2026-08-01T12:00:00.123456Z",
    "2026-07-01T00:00:00+00:00, 2026-08-01T12:00:00+00:00",
    "2026-07-01T00:00:00+0000, 2026-08-01T12:00:00+0000",
    "2026-07-01T00:00:00.000+02:00, 2026-08-01T14:00:00.123+02:00",
    "2026-07-01T00:00:00-0530, 2026-08-01T06:30:00-0530",
    "2026-07-01T00:00:00+05, 2026-08-01T17:00:00+05",
    "2026-07-01T00:00:00+02:00[Europe/Berlin], 2026-08-01T12:00:00Z"
  })
  void whatIsComputedLooksLikeWhatCame(String came, String computed) {
    CursorValues like = Cursor.instant("u").values().like(came);
    assertThat(like.textOf(NOON)).isEqualTo(computed);
    assertThat(like.instantOf(like.textOf(NOON))).isBeforeOrEqualTo(NOON);
    Cursor back = Cursor.instant("u").lookBack(Duration.ofMinutes(1));
    assertThat(back.values().like(came).before(computed)).hasSameSizeAs(computed);
  }

  @Test
  void theFewestDigitsOfAllValuesAreWritten() {
    CursorValues u =
        Cursor.instant("u").values().like("2026-07-01T00:00:00.045Z").like("2026-07-01T00:00:00Z");
    assertThat(u.textOf(NOON)).isEqualTo("2026-08-01T12:00:00Z");
    assertThat(u.like("2026-07-01T00:00:00.045Z").textOf(NOON)).isEqualTo("2026-08-01T12:00:00Z");
  }

  @Test
  void whatIsComputedIsRoundedDownToTheGranularity() {
    Cursor seconds = Cursor.instant("u").granularity(Duration.ofSeconds(1));
    String millis = "2026-08-01T12:00:00.045Z";
    assertThat(seconds.values().like(millis).textOf(NOON)).isEqualTo("2026-08-01T12:00:00Z");
    assertThat(seconds.values().roundedDown(millis)).isEqualTo("2026-08-01T12:00:00Z");
    assertThat(seconds.values().roundedDown("2026-08-01T12:00:00.000Z"))
        .isEqualTo("2026-08-01T12:00:00.000Z");
    Cursor days = Cursor.instant("u").granularity(Duration.ofDays(1));
    assertThat(days.values().textOf(NOON)).isEqualTo("2026-08-01T00:00:00Z");
    assertThat(days.zone(ZoneId.of("Asia/Tokyo")).values().textOf(NOON))
        .isEqualTo("2026-08-01T00:00:00");
    Cursor ten = Cursor.instant("u").granularity(Duration.ofMinutes(10));
    assertThat(ten.values().textOf(NOON.plusSeconds(1199))).isEqualTo("2026-08-01T12:10:00Z");
    Cursor tenth = Cursor.instant("u").granularity(Duration.ofMillis(100));
    assertThat(tenth.values().like(millis).textOf(NOON)).isEqualTo("2026-08-01T12:00:00.1Z");
  }

  @Test
  void numbersThatStandAsTextAreWrittenAsText() {
    Cursor epoch = Cursor.instant("u").epochSeconds();
    assertThat(epoch.values().toJson("1785585600").isNumber()).isTrue();
    assertThat(epoch.asText().values().toJson("1785585600").isString()).isTrue();
    assertThat(Cursor.number("n").asText().values().compare("9", "10")).isNegative();
  }

  @Test
  void whatTheApiWritesIsUnderstoodInEachForm() {
    Cursor u = Cursor.instant("u");
    Instant time = Instant.parse("2026-08-01T12:00:00Z");
    assertThat(u.values().instantOf("2026-08-01T14:00:00+02:00")).isEqualTo(time);
    assertThat(u.epochSeconds().values().instantOf("1785585600")).isEqualTo(time);
    assertThat(u.epochSeconds().values().instantOf("1785585600.000250"))
        .isEqualTo(time.plusNanos(250_000));
    assertThat(u.epochMillis().values().instantOf("1785585600000")).isEqualTo(time);
    assertThat(u.epochMicros().values().instantOf("1785585600000000")).isEqualTo(time);
    assertThat(u.format("dd.MM.yyyy HH:mm:ss").values().instantOf("01.08.2026 12:00:00"))
        .isEqualTo(time);
    assertThat(u.format("yyyy-MM-dd HH:mm:ss Z").values().instantOf("2026-08-01 10:00:00 -0200"))
        .isEqualTo(time);
    assertThat(u.zone(ZoneId.of("Europe/Berlin")).values().instantOf("2026-08-01T14:00:00"))
        .isEqualTo(time);
    assertThat(u.zone(ZoneId.of("Europe/Berlin")).values().instantOf("2026-08-01T12:00:00Z"))
        .as("a zone that is there counts")
        .isEqualTo(time);
    assertThat(
            u.format("yyyy-MM-dd")
                .zone(ZoneId.of("Europe/Berlin"))
                .values()
                .instantOf("2026-08-01"))
        .isEqualTo(Instant.parse("2026-07-31T22:00:00Z"));
  }

  @Test
  void valuesOfAnotherFormAreNamedWithTheFormThatWasExpected() {
    assertThatThrownBy(() -> Cursor.instant("u").epochMillis().values().instantOf("2026-08-01"))
        .isInstanceOf(SystemError.class)
        .hasMessageContainingAll("'u'", "'2026-08-01'", "milliseconds");
    assertThatThrownBy(
            () -> Cursor.instant("u").format("yyyy-MM-dd").values().instantOf("yesterday"))
        .hasMessageContainingAll("'yesterday'", "yyyy-MM-dd");
    assertThatThrownBy(() -> Cursor.instant("u").epochSeconds().values().instantOf("1e400"))
        .isInstanceOf(SystemError.class);
  }

  @Test
  void lookBackIsTakenInTheFormOfTheValue() {
    assertThat(
            Cursor.instant("u")
                .lookBack(Duration.ofHours(1))
                .values()
                .before("2026-08-01T00:30:00Z"))
        .isEqualTo("2026-07-31T23:30:00Z");
    assertThat(
            Cursor.instant("u")
                .epochSeconds()
                .lookBack(Duration.ofMinutes(1))
                .values()
                .before("1785585600"))
        .isEqualTo("1785585540");
    assertThat(Cursor.number("u").lookBack(5).values().before("12345678901234567890"))
        .isEqualTo("12345678901234567885");
    assertThatThrownBy(() -> Cursor.number("u").lookBack(Duration.ofHours(1)))
        .hasMessageContainingAll("'u'", "points in time");
  }

  @Test
  void epochsStandInJsonAsNumbers() {
    assertThat(Cursor.instant("u").epochSeconds().values().toJson("1785585600").toString())
        .isEqualTo("1785585600");
    assertThat(Cursor.instant("u").values().toJson("2026-08-01T00:00:00Z").toString())
        .isEqualTo("\"2026-08-01T00:00:00Z\"");
  }

  @Test
  void startOfAConfigMayBeMissing() {
    Instant none = null;
    assertThat(Cursor.instant("u").from("2026-08-01T00:00:00Z").from(none).start()).isEmpty();
    assertThat(Cursor.instant("u").format("yyyy-MM-dd").from(NOON).start()).contains("2026-08-01");
  }

  @Test
  void offsetOfIsosBasicFormIsTaken() {
    Cursor cursor = Cursor.instant("u");
    assertThat(cursor.values().instantOf("2024-01-02T00:00:00+0000"))
        .isEqualTo(cursor.values().instantOf("2024-01-02T00:00:00Z"));
    assertThat(cursor.values().instantOf("2024-01-02T00:00:00.5-0530"))
        .isEqualTo(cursor.values().instantOf("2024-01-02T05:30:00.5Z"));
    assertThat(
            cursor
                .zone(java.time.ZoneId.of("Asia/Tokyo"))
                .values()
                .instantOf("2024-01-02T00:00+01"))
        .isEqualTo(cursor.values().instantOf("2024-01-01T23:00:00Z"));
  }
}
