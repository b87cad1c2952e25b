package dev.javacdk.api.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WindowsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Instant end(Windows windows, String start) {
    return windows.end(Instant.parse(start), ZoneOffset.UTC);
  }

  @Test
  void windowsAreAsLongAsTheyAreSaidToBe() {
    assertThat(end(Windows.of(Duration.ofMinutes(90)), "2026-08-01T12:00:00Z"))
        .isEqualTo("2026-08-01T13:30:00Z");
    assertThat(end(Windows.ofDays(7), "2026-08-01T12:00:00Z")).isEqualTo("2026-08-08T12:00:00Z");
    assertThat(end(Windows.ofMonths(1), "2026-01-31T00:00:00Z")).isEqualTo("2026-02-28T00:00:00Z");
  }

  @Test
  void clampedWindowsEndWhereAUnitEnds() {
    assertThat(end(Windows.ofHours(6).clamp(), "2026-08-01T12:34:56Z"))
        .isEqualTo("2026-08-01T18:00:00Z");
    assertThat(end(Windows.ofDays(1).clamp(), "2026-08-01T12:34:56Z"))
        .isEqualTo("2026-08-02T00:00:00Z");
    assertThat(end(Windows.ofWeeks(1).clamp(), "2026-08-01T12:00:00Z"))
        .as("a Saturday; weeks begin on Mondays")
        .isEqualTo("2026-08-03T00:00:00Z");
    assertThat(end(Windows.ofMonths(3).clamp(), "2026-08-15T00:00:00Z"))
        .isEqualTo("2026-11-01T00:00:00Z");
  }

  @Test
  void daysBeginInTheZoneOfTheCursor() {
    assertThat(Windows.ofDays(1).clamp().end(Instant.parse("2026-10-24T22:00:00Z"), BERLIN))
        .as("25 hours on the day on which the clock goes back")
        .isEqualTo("2026-10-25T23:00:00Z");
  }

  @Test
  void windowOfNothingIsRefused() {
    assertThatThrownBy(() -> Windows.ofDays(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> Windows.of(Duration.ofMillis(1))).hasMessageContaining("0");
  }

  @Test
  void windowsOfNumbersAreForCursorsOfNumbers() {
    Windows tens = Windows.ofNumbers(10);
    assertThat(tens.isOfNumbers()).isTrue();
    assertThat(tens).hasToString("10 numbers");
    assertThat(tens.end(new BigDecimal("0.5"))).isEqualTo("10.5");
    assertThat(Cursor.number("n").windows(tens).windows()).contains(tens);
    assertThatThrownBy(() -> Cursor.instant("u").windows(tens)).hasMessageContaining("'u'");
    assertThatThrownBy(() -> Cursor.text("t").windows(tens)).hasMessageContaining("'t'");
    assertThatThrownBy(() -> Cursor.number("n").windows(Windows.ofDays(1)))
        .hasMessageContaining("'n'");
    assertThatThrownBy(tens::clamp).hasMessageContaining("no unit");
    assertThatThrownBy(() -> end(tens, "2026-08-01T00:00:00Z")).hasMessageContaining("not of time");
    assertThatThrownBy(() -> Windows.ofDays(1).end(BigDecimal.ONE))
        .hasMessageContaining("not of numbers");
    assertThatThrownBy(() -> Windows.ofNumbers(0)).hasMessageContaining("0");
  }
}
