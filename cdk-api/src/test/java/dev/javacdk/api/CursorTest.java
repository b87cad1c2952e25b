package dev.javacdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import org.junit.jupiter.api.Test;

class CursorTest {

  @Test
  void instantsAreComparedAsInstants() {
    Cursor cursor = Cursor.instant("u");
    assertThat(cursor.compare("2026-08-01T02:00:00+02:00", "2026-08-01T00:00:00Z")).isZero();
    assertThat(cursor.max("2026-08-01T23:00:00-05:00", "2026-08-02T03:59:59.9Z"))
        .isEqualTo("2026-08-01T23:00:00-05:00");
  }

  @Test
  void numbersAreComparedAsNumbers() {
    assertThat(Cursor.number("u").max("9", "10")).isEqualTo("10");
    assertThat(Cursor.text("u").max("9", "10")).isEqualTo("9");
  }

  @Test
  void valueOfAnotherKindIsNamed() {
    assertThatThrownBy(() -> Cursor.instant("u").compare("2026-08-01T00:00:00", "x"))
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
}
