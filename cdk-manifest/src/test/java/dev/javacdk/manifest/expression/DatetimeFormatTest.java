package dev.javacdk.manifest.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeFormatTest {

  private static final OffsetDateTime TIME = OffsetDateTime.parse("2024-03-05T14:07:09.123456Z");

  @ParameterizedTest
  @CsvSource({
    "%Y-%m-%dT%H:%M:%SZ,2024-03-05T14:07:09Z",
    "%s,1709647629",
    "%ms,1709647629123",
    "%epoch_microseconds,1709647629123456",
    "%s_as_float,1709647629.123456",
    "%Y-%m-%dT%H:%M:%S.%_ms%z,2024-03-05T14:07:09.123+0000",
    "%Y-%m-%dT%H:%M:%S.%f,2024-03-05T14:07:09.123456"
  })
  void aTimeIsWrittenAndReadAgain(String format, String text) {
    DatetimeFormat datetime = DatetimeFormat.of(format);

    assertThat(datetime.format(TIME)).isEqualTo(text);
    assertThat(datetime.format(datetime.parse(text))).isEqualTo(text);
  }

  @Test
  void aZoneThatIsSaidIsKept() {
    OffsetDateTime read =
        DatetimeFormat.of("%Y-%m-%dT%H:%M:%S%z").parse("2024-01-01T00:00:00+05:30");

    assertThat(read).isEqualTo("2024-01-01T00:00:00+05:30");
    assertThat(DatetimeFormat.of("%H:%M").format(read)).isEqualTo("00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2024", "2024-13-01", "2024-02-30", "2024-01-01x", "x2024-01-01"})
  void aTextThatDoesNotFitIsAnError(String text) {
    assertThatThrownBy(() -> DatetimeFormat.of("%Y-%m-%d").parse(text))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("%Y-%m-%d");
  }

  @Test
  void aCountThatIsOutOfTheCalendarIsAnError() {
    for (String format : new String[] {"%s", "%ms", "%epoch_microseconds", "%s_as_float"}) {
      assertThatThrownBy(() -> DatetimeFormat.of(format).parse("9".repeat(30)))
          .isInstanceOf(DateTimeException.class);
      assertThatThrownBy(() -> DatetimeFormat.of(format).parse("soon"))
          .isInstanceOf(DateTimeException.class);
    }
  }
}
