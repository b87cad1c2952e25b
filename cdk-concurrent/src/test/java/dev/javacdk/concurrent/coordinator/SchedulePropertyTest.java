package dev.javacdk.concurrent.coordinator;

import dev.javacdk.concurrent.coordinator.LiveRows.Weather;
import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/**
 * The coordinator, its cursor managers and its schedule under random schedules, without a thread:
 * one to eight workers, one to three levels, each row once or in two kinds, killed, stopped, with a
 * live parent, with failures and refused positions, with a state after every page or as by default.
 * The seed is in every message.
 */
class SchedulePropertyTest {

  private static final int SCHEDULES = Boolean.getBoolean("javacdk.full") ? 100_000 : 2_000;

  @BeforeEach
  void sayNothing() {
    MessageSink nowhere = new MessageSink(OutputStream.nullOutputStream());
    LogRoute.to(new Messages(nowhere, new Redactor(), InstantSource.system()), Level.ERROR);
  }

  @AfterEach
  void sayAgain() {
    LogRoute.toStderr();
  }

  private static void forAll(int from, Weather weather) {
    for (long seed = from; seed <= SCHEDULES; seed += 4) {
      Random random = new Random(seed);
      SteppedSync sync = new SteppedSync(random, new LiveRows(random, weather));
      try {
        sync.toTheEnd();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed %d, %s: %s".formatted(seed, sync, e.getMessage()), e);
      }
    }
  }

  @Test
  void killedAtAnyMomentNothingIsLostAndLittleIsReadAgain() {
    forAll(1, new Weather(0, 0, 0, 0, false));
  }

  @Test
  void aLiveParentLosesNothingThatWasThereAllTheTime() {
    forAll(2, new Weather(0.1, 0, 0, 0, false));
  }

  @Test
  void failuresAndRefusedPositionsHoldNobodyBack() {
    forAll(3, new Weather(0, 0.03, 0.03, 0.1, false));
  }

  @Test
  void whatNeverWorksHoldsNobodyBackUnderAnyWeather() {
    forAll(4, new Weather(0.05, 0.02, 0.02, 0.05, true));
  }
}
