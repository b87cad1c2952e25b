package dev.javacdk.flink.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.read.SharedBudget;
import dev.javacdk.testkit.ManualClock;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Turns of a budget come at its pace, whoever asks. */
class BudgetsTest {

  private final ManualClock clock = ManualClock.at(Instant.EPOCH);
  private final Budgets budgets =
      new Budgets(
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return clock.nanos();
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });
  private final SharedBudget five = new SharedBudget("a", 2, 10, Duration.ofSeconds(1));

  private List<Long> millis(SharedBudget of, int turns) {
    return Stream.generate(() -> budgets.turn(of).toMillis()).limit(turns).toList();
  }

  @Test
  void turnsBehindTheBurstComeOneAfterTheOther() {
    assertThat(millis(five, 5)).containsExactly(0L, 0L, 100L, 200L, 300L);
    clock.advance(Duration.ofMillis(300));
    assertThat(millis(five, 1)).containsExactly(100L);
    clock.advance(Duration.ofSeconds(5));
    assertThat(millis(five, 3)).containsExactly(0L, 0L, 100L);
  }

  @Test
  void budgetsThatSayTheSameAreOneAndOthersAreNot() {
    SharedBudget same = new SharedBudget("a", 2, 10, Duration.ofSeconds(1));
    SharedBudget other = new SharedBudget("b", 2, 10, Duration.ofSeconds(1));
    assertThat(millis(five, 2)).containsExactly(0L, 0L);
    assertThat(millis(same, 1)).containsExactly(100L);
    assertThat(millis(other, 2)).containsExactly(0L, 0L);
  }
}
