package dev.javacdk.testkit.process;

import static dev.javacdk.testkit.process.Messages.record;
import static dev.javacdk.testkit.process.Messages.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveredTest {

  private final Delivered delivered = Delivered.keyedBy("id");

  @Test
  void aRecordIsDeliveredOnceAStateOfItsStreamFollows() {
    delivered.accept(record("a", "1"));
    delivered.accept(record("b", "2"));
    assertThat(delivered.keys("a")).isEmpty();

    delivered.accept(state("a", 1));

    assertThat(delivered.keys("a")).containsExactly("1");
    assertThat(delivered.keys("b")).isEmpty();
    assertThat(delivered.streams()).containsExactlyInAnyOrder(StreamId.of("a"), StreamId.of("b"));
  }

  @Test
  void aStateOfTheNextAttemptDeliversNothingOfTheOneBefore() {
    delivered.attempt(List.of(record("a", "1"), state("a", 1), record("a", "2")));
    delivered.attempt(List.of(record("a", "3"), state("a", 2)));

    assertThat(delivered.keys("a")).containsExactlyInAnyOrder("1", "3");
    assertThat(delivered.undelivered("a")).isEqualTo(1);
    assertThat(delivered.written("a")).isEqualTo(3);
    assertThat(delivered.lost("a", List.of("1", "2", "3"))).containsExactly("2");
    assertThat(delivered.unexpected("a", List.of("1"))).containsExactly("3");
  }

  @Test
  void aRecordDeliveredTwiceIsADuplicate() {
    delivered.attempt(List.of(record("a", "1"), record("a", "2"), state("a", 1)));
    delivered.attempt(List.of(record("a", "2"), state("a", 2)));

    assertThat(delivered.duplicates("a")).containsExactly(Map.entry("2", 2));
    assertThat(delivered.lost("a", List.of("1", "2"))).isEmpty();
  }

  @Test
  void aRecordWithoutTheKeyIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Delivered.keyedBy("uuid").accept(record("a", "1")))
        .withMessageContaining("uuid");
  }
}
