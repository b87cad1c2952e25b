package dev.javacdk.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.settings.Budget;
import dev.javacdk.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBudgetPropertyTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10, 37, 100, 1000})
  void noWindowSeesMoreCallsThanItMayWhateverTheirPace(long calls) {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      ManualClock clock = ManualClock.at(Instant.EPOCH);
      OpenBudget budget = new OpenBudget(Budget.of(calls, Duration.ofSeconds(1)), "b", clock);
      List<Long> made = new ArrayList<>();
      for (int i = 0; i < 5 * calls + 20; i++) {
        clock.advance(Duration.ofNanos(random.nextInt(4) == 0 ? random.nextInt(300_000_000) : 0));
        long at = clock.nanos() + budget.reserve();
        made.add(at);
        if (random.nextBoolean()) {
          clock.set(Instant.EPOCH.plusNanos(at));
        }
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
