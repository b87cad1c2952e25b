package dev.javacdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.state.Partition;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRangesTest {

  private static List<String> ranges(long first, long last, long width) {
    return Partitions.ranges("from", "to", first, last, width).partitions().stream()
        .map(Partition::toJson)
        .map(Object::toString)
        .toList();
  }

  @Test
  void everyKeyIsInOneRange() {
    assertThat(ranges(1, 25, 10))
        .containsExactly(
            "{\"from\":1,\"to\":10}", "{\"from\":11,\"to\":20}", "{\"from\":21,\"to\":30}");
    assertThat(ranges(-5, 4, 10)).containsExactly("{\"from\":-5,\"to\":4}");
    assertThat(ranges(7, 7, 1)).containsExactly("{\"from\":7,\"to\":7}");
  }

  @Test
  void rangesStayTheSameWhenThereAreMoreKeys() {
    assertThat(ranges(1, 95, 10)).startsWith(ranges(1, 31, 10).toArray(String[]::new));
  }

  @Test
  void theKeysMayBeAllThatALongHolds() {
    List<String> halves = ranges(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(halves)
        .containsExactly(
            "{\"from\":-9223372036854775808,\"to\":-2}",
            "{\"from\":-1,\"to\":9223372036854775805}",
            "{\"from\":9223372036854775806,\"to\":9223372036854775807}");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> ranges(1, 10, 0)).hasMessage("a range has at least 1 key, not 0");
    assertThatThrownBy(() -> ranges(10, 9, 1)).hasMessage("there are no keys from 10 to 9");
    assertThatThrownBy(() -> ranges(1, 1_000_000, 9))
        .hasMessage("keys from 1 to 1000000 are more than 100000 ranges of 9: make them wider");
    assertThatThrownBy(() -> Partitions.ranges("id", "id", 1, 2, 1))
        .hasMessage("both ends of a range are called 'id'");
  }
}
