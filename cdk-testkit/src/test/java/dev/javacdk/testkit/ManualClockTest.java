package dev.javacdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private final ManualClock clock = ManualClock.at("2026-08-01T00:00:00Z");

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(clock.instant());

    clock.advance(Duration.ofMinutes(2));

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-08-01T00:02:00Z"));
  }

  @Test
  void goesBackOnlyWhenSet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .withMessageContaining("PT-1S");

    clock.set(Instant.EPOCH);

    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void whoWaitsMovesItAndIsNotKeptWaiting() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);

    assertThat(clock.await(end, Duration.ofHours(1))).isFalse();

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-08-01T01:00:00Z"));
    assertThat(clock.nanos()).isEqualTo(clock.instant().getEpochSecond() * 1_000_000_000);
  }

  @Test
  void nobodyWaitsBehindTheEnd() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(0);

    assertThat(clock.await(end, Duration.ofHours(1))).isTrue();

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-08-01T00:00:00Z"));
  }

  @Test
  void whoIsInterruptedDoesNotWait() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> clock.await(new CountDownLatch(1), Duration.ofHours(1)));

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-08-01T00:00:00Z"));
  }
}
