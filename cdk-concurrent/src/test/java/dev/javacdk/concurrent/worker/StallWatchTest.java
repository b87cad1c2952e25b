package dev.javacdk.concurrent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallWatchTest {

  private final ManualClock clock = ManualClock.at("2026-08-01T00:00:00Z");
  private final StallWatch watch = new StallWatch(Duration.ofMinutes(5));
  private final Activity activity = new Activity(() -> "stream 's', partition {\"id\":1}");

  private List<String> look() {
    return watch.look(clock.instant(), List.of(activity)).stream()
        .map(StallWatch.Stalled::toString)
        .toList();
  }

  @Test
  void whoGivesNoSignIsNamedWithItsAge() {
    assertThat(look()).isEmpty();
    clock.advance(Duration.ofMinutes(4));
    assertThat(look()).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    assertThat(look())
        .containsExactly("stream 's', partition {\"id\":1} has given no sign for 360 seconds");
  }

  @Test
  void aStallIsSaidAgainOnlyWhenItHasLastedTwiceAsLong() {
    look();
    int said = 0;
    for (int minute = 0; minute < 60; minute++) {
      clock.advance(Duration.ofMinutes(1));
      said += look().size();
    }
    assertThat(said).as("at 5, 10, 20 and 40 minutes").isEqualTo(4);
  }

  @Test
  void aSignOfLifeBeginsTheWaitAnew() {
    for (int minute = 0; minute < 60; minute++) {
      clock.advance(Duration.ofMinutes(1));
      if (minute % 4 == 0) {
        activity.sign();
      }
      assertThat(look()).isEmpty();
    }
  }

  @Test
  void timeBlockedOnTheOutputIsNoStall() {
    activity.handingOver();
    for (int minute = 0; minute < 60; minute++) {
      clock.advance(Duration.ofMinutes(1));
      assertThat(look()).isEmpty();
    }
    activity.reading();
    clock.advance(Duration.ofMinutes(1));
    assertThat(look()).isEmpty();
  }

  @Test
  void waitForARateLimitIsNoStall() {
    activity.begin();
    try {
      Activity.waiting(() -> {
        for (int minute = 0; minute < 60; minute++) {
          clock.advance(Duration.ofMinutes(1));
          assertThat(look()).isEmpty();
        }
      });
    } finally {
      Activity.end();
    }
    assertThat(activity.isReading()).isTrue();
  }
}
