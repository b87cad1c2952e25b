package dev.javacdk.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.javacdk.api.error.SystemError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The value of the watched field is that of the record as it was written, however it is given. */
class WatchedValueTest {

  private final RecordEncoder encoder = new RecordEncoder(new StreamId("s", Optional.empty()));

  record Inner(@Nullable Object at) {}

  record Row(Inner inner, @Nullable Object at, List<Inner> list) {}

  record Raw(@JsonRawValue String at, int n) {}

  record Wrapped(@JsonUnwrapped Inner inner, int n) {}

  private void assertWatched(Object record) {
    JsonNode watched = encoder.encodeValue(record, "at");
    assertThat(watched).isEqualTo(encoder.lastRecord().get("at"));
  }

  @Test
  void isFoundAtTheTopOnly() {
    for (@Nullable Object value :
        Arrays.<@Nullable Object>asList(
            "2026-08-01",
            "",
            "a\"b",
            "tab\t",
            "gr\u00fcn \ud83d\ude00",
            1,
            -1.50,
            1e300,
            true,
            null,
            Double.NaN,
            List.of(1, 2),
            Map.of(),
            List.of(),
            Map.of("at", 3))) {
      assertWatched(new Row(new Inner("other"), value, List.of(new Inner("third"))));
      assertWatched(new Inner(value));
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("x", Map.of("at", 5));
      map.put("at", value);
      map.put("y", List.of(Map.of("at", 6)));
      assertWatched(map);
    }
    assertThat(encoder.encodeValue(Map.of("x", Map.of("at", 5)), "at")).isNull();
    assertThat(encoder.encodeValue(Map.of("at", 5), null)).isNull();
    assertThat(encoder.encodeValue(Map.of("x", 5), "at")).isNull();
  }

  @Test
  void isFoundBehindALongRecord() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("long", "x".repeat(100_000));
    map.put("at", "2026-08-01");
    map.put("longer", "y".repeat(100_000));
    assertWatched(map);
  }

  @Test
  void isFoundAsTheAuthorWritesIt() {
    for (String raw :
        List.of("12", " 12 ", "\"a,}b\"", "\n\"a\"", "{\"x\":[1,2]}", "null", " true")) {
      assertWatched(new Raw(raw, 1));
    }
    assertWatched(new Wrapped(new Inner("a"), 7));
  }

  @Test
  void aRecordThatIsTooLargeIsRefused() {
    RecordEncoder small = new RecordEncoder(new StreamId("s", Optional.empty()), 1_000);
    assertThatThrownBy(() -> small.encodeValue(Map.of("at", "x".repeat(2_000)), "at"))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("more than the 1000 that one may have");
    assertThat(small.encodeValue(Map.of("at", "y"), "at")).hasToString("\"y\"");
  }
}
