package dev.javacdk.api.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcInstantTest {

  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @Test
  void readsWhatTheFormatterWrites() {
    long seed = 20_260_801;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      int nanos = (int) (random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(10)));
      Instant instant = Instant.ofEpochSecond(random.nextLong(FIRST, LAST), nanos);
      String text = DateTimeFormatter.ISO_INSTANT.format(instant);
      assertThat(UtcInstant.read(text)).as("seed %d: %s", seed, text).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T00:00:00Z",
        "2026-08-01T12:34:56.7Z",
        "2026-08-01T12:34:56.123456789Z",
        "2026-12-31T23:59:59Z"
      })
  void agreesWithTheJdk(String text) {
    assertThat(UtcInstant.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-08-01",
        "2026-08-01T12:34:56",
        "2026-08-01T12:34:56+00:00",
        "2026-08-01t12:34:56z",
        "2026-08-01T12:34Z",
        "2026-08-01T12:34:56.Z",
        "2026-08-01T12:34:56,5Z",
        "2026-08-01T12:34:56.1234567890Z",
        "2026-08-01T12:34:56.12x4Z",
        "2026-02-29T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-08-01T24:00:00Z",
        "2026-08-01T23:60:00Z",
        "2016-12-31T23:59:60Z",
        "+12026-08-01T00:00:00Z",
        "٢026-08-01T12:34:56Z"
      })
  void leavesEverythingElseToTheFormatter(String text) {
    assertThat(UtcInstant.read(text)).isNull();
  }
}
