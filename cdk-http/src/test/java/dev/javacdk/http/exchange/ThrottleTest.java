package dev.javacdk.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.exchange.LimitedApi.Kind;
import dev.javacdk.http.settings.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When an API that limits the rate of calls is asked next. */
class ThrottleTest {

  private static final Instant NOW = LimitedApi.START;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Throttle throttle(Retries retries) {
    return new Throttle(retries, () -> 0.5);
  }

  /**
   * Sixty partitions of one to five pages each, on a clock of their own. The limit itself allows
   * the requests in their number by its rate.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOW_AND_THEN")
  void manyWorkersReadAtNearlyThePaceThatAnApiAllows(Kind kind) {
    for (int rate : new int[] {2, 5}) {
      for (@Nullable Duration asks : new @Nullable Duration[] {SECOND, Duration.ZERO, null}) {
        List<Double> ratios = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
          int pages = new Random(seed).ints(60, 1, 6).sum();
          LimitedApi api = new LimitedApi(kind, rate, asks, seed);
          double took = api.read(pages, 16).toMillis() / 1e3;
          assertThat(api.accepted).isEqualTo(pages);
          ratios.add(took / ((double) pages / rate));
        }
        ratios.sort(null);
        assertThat(ratios.get(ratios.size() / 2))
            .as("%s, %d a second, asks for %s: %s", kind, rate, asks, ratios)
            .isLessThan(1.3);
      }
    }
  }

  @Test
  void anApiThatLimitsNothingIsNeverWaitedFor() {
    Throttle throttle = throttle(Retries.DEFAULT);
    for (int i = 0; i < 1_000; i++) {
      assertThat(throttle.take(NOW).at()).isEqualTo(NOW);
      throttle.answered(NOW, NOW);
    }
  }

  @Test
  void aLimitThatOneHasMetHoldsAllAndTheyDoNotComeAtOnce() {
    Throttle throttle = throttle(Retries.DEFAULT);
    Throttle.Turn before = throttle.take(NOW);
    throttle.answered(NOW, NOW);
    Instant until = throttle.limited(NOW, NOW, SECOND).orElseThrow();
    assertThat(until).isAfterOrEqualTo(NOW.plus(SECOND)).isBefore(NOW.plusMillis(1_100));
    assertThat(throttle.isGood(before)).isFalse();
    Instant first = throttle.take(NOW).at();
    assertThat(first).isEqualTo(until);
    assertThat(throttle.take(NOW).at()).isAfter(first.plusMillis(20));
  }

  @Test
  void aSecondIsASecondTheEighthTimeToo() {
    Throttle throttle = throttle(Retries.DEFAULT);
    Instant at = NOW;
    for (int i = 0; i < 8; i++) {
      Instant until = throttle.limited(at, at, SECOND).orElseThrow();
      assertThat(Duration.between(at, until)).isBetween(SECOND, Duration.ofMillis(1_100));
      at = until;
    }
  }

  @Test
  void whatAsksForNothingIsWaitedForLongerEachTimeUntilAnAnswerComes() {
    Throttle throttle = throttle(Retries.DEFAULT);
    Instant at = NOW;
    List<Long> waits = new ArrayList<>();
    for (Duration asked :
        new Duration[] {Duration.ZERO, Duration.ofSeconds(-5), Duration.ofMillis(499)}) {
      Instant until = throttle.limited(at, at, asked).orElseThrow();
      waits.add(Duration.between(at, until).toMillis());
      at = until;
    }
    throttle.answered(at, at);
    at = at.plusSeconds(1);
    waits.add(Duration.between(at, throttle.limited(at, at, null).orElseThrow()).toMillis());
    assertThat(waits).containsExactly(500L, 1_000L, 2_000L, 500L);
  }

  @Test
  void answersToRequestsThatWereUnderWayTogetherAreOneLimit() {
    Throttle throttle = throttle(Retries.DEFAULT);
    for (int i = 0; i < 16; i++) {
      Instant until = throttle.limited(NOW, NOW.plusMillis(i), null).orElseThrow();
      assertThat(until).isEqualTo(NOW.plusMillis(500));
    }
  }

  @Test
  void onlyLimitsForLongerThanThePatienceAreGivenUpAfterOneMoreRequest() {
    Throttle throttle = throttle(Retries.DEFAULT.longestLimit(Duration.ofHours(2)));
    Duration hour = Duration.ofMinutes(59);
    Instant at = NOW;
    for (int i = 0; i < 3; i++) {
      at = throttle.limited(at, at, hour).orElseThrow();
    }
    assertThat(throttle.limited(at, at, hour)).isEmpty();
  }

  @Test
  void aSyncMayWaitForAnHourlyQuotaAllDay() {
    Throttle throttle = throttle(Retries.DEFAULT.longestLimit(Duration.ofHours(2)));
    Instant at = NOW;
    for (int i = 0; i < 20; i++) {
      at = throttle.limited(at, at, Duration.ofMinutes(59)).orElseThrow();
      throttle.answered(at, at);
      at = at.plusSeconds(60);
    }
    assertThat(Duration.between(NOW, at)).isGreaterThan(Duration.ofHours(9));
  }

  /** Latencies aside, what such limits cost is the waits that they ask for. */
  @Test
  void limitsThatHaveNothingToDoWithThePaceDoNotSlowItDown() {
    List<Double> seconds = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      LimitedApi api = new LimitedApi(Kind.NOW_AND_THEN, 1, null, seed);
      double took = api.read(600, 4).toMillis() / 1e3;
      seconds.add(took - 0.75 * api.limited - 600 * 0.16 / 4);
    }
    seconds.sort(null);
    assertThat(seconds.get(10)).as("seconds beside those: %s", seconds).isLessThan(24);
  }

  @Test
  void anApiThatLimitsNoMoreIsAskedAsFastAsBefore() {
    Throttle throttle = throttle(Retries.DEFAULT);
    Instant at = throttle.limited(NOW, NOW, SECOND).orElseThrow();
    at = throttle.limited(at, at, SECOND).orElseThrow();
    at = throttle.limited(at, at, SECOND).orElseThrow();
    boolean paced = true;
    while (paced && at.isBefore(NOW.plusSeconds(600))) {
      Instant turn = throttle.take(at).at();
      paced = turn.isAfter(at) || throttle.take(turn).at().isAfter(turn);
      at = turn.plusMillis(1);
    }
    assertThat(throttle.take(at).at()).isEqualTo(at);
    assertThat(Duration.between(NOW, at)).isLessThan(Duration.ofMinutes(5));
  }
}
