package dev.javacdk.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.settings.Budget;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBudgetPropertyTest {

  private static final class Nanos implements TimeMeter {
    private long now;

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10, 37, 100, 1000})
  void noWindowSeesMoreCallsThanItMayWhateverTheirPace(long calls) {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Nanos clock = new Nanos();
      OpenBudget budget = new OpenBudget(Budget.of(calls, Duration.ofSeconds(1)), clock);
      List<Long> made = new ArrayList<>();
      for (int i = 0; i < 5 * calls + 20; i++) {
        clock.now += random.nextInt(4) == 0 ? random.nextInt(300_000_000) : 0;
        long at = clock.now + budget.reserve();
        made.add(at);
        clock.now = random.nextBoolean() ? at : clock.now;
      }
      made.sort(null);
      for (int i = 0; i + calls < made.size(); i++) {
        assertThat(made.get((int) (i + calls)) - made.get(i))
            .as("seed %d, call %d", seed, i)
            .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
      }
    }
  }
}
