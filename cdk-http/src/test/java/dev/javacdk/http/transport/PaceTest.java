package dev.javacdk.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.http.settings.Timeouts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  private long now;
  private final Pace pace = new Pace(Timeouts.DEFAULT, () -> now, 0);

  private void waited(long seconds, int bytes) throws TooSlow {
    pace.waitBegins();
    now += TimeUnit.SECONDS.toNanos(seconds);
    pace.waitEnded();
    pace.check();
    pace.arrived(bytes);
  }

  @Test
  void timeInWhichNobodyReadsDoesNotCount() throws TooSlow {
    for (int i = 0; i < 100; i++) {
      now += TimeUnit.HOURS.toNanos(1);
      waited(1, 10_000);
    }
  }

  @Test
  void oneByteASecondIsTooSlowAfterAWindow() throws TooSlow {
    for (int i = 0; i < 59; i++) {
      waited(1, 1);
    }
    assertThatThrownBy(() -> waited(1, 1))
        .isInstanceOf(TooSlow.class)
        .hasMessageStartingWith("too slow: 59 bytes in 60 s");
  }

  @Test
  void theFloorIsAnAverageOfTheWindow() throws TooSlow {
    waited(1, 60_000);
    for (int i = 0; i < 59; i++) {
      waited(1, 0);
    }
  }

  @Test
  void patienceIsTheShortestOfAllBounds() throws TooSlow {
    assertThat(pace.patience()).isEqualTo(Duration.ofSeconds(60));
    waited(20, 100_000);
    assertThat(pace.patience()).isEqualTo(Duration.ofSeconds(40));
    Pace whole = new Pace(Timeouts.DEFAULT.whole(Duration.ofSeconds(25)), () -> now, 0);
    assertThat(whole.patience()).isEqualTo(Duration.ofSeconds(5));
  }
}
