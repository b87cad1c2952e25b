package dev.javacdk.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.feed.FeedRun.Weather;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What is taken of a parent's own stream under random schedules: one to three who hang on it, one
 * to four partitions that are read at once, rows that change between any two steps, attempts that
 * are killed. The seed is in every message.
 */
class ParentFeedPropertyTest {

  private static final int SCHEDULES = Boolean.getBoolean("javacdk.full") ? 100_000 : 3_000;

  private static void forAll(boolean shifts, int most, Weather weather, Consumer<FeedRun> check) {
    for (long seed = 1; seed <= SCHEDULES / 4; seed++) {
      Random random = new Random(seed);
      int lanes = 1 + random.nextInt(most);
      int children = 1 + random.nextInt(3);
      MovingRows rows = new MovingRows(random, shifts, lanes);
      FeedRun run = new FeedRun(random, rows, weather, children, 1 + random.nextInt(most));
      try {
        run.toTheEnd();
        check.accept(run);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed %d, %d partitions, %d children: %s"
                .formatted(seed, lanes, children, e.getMessage()),
            e);
      }
    }
  }

  @Test
  void whatIsReadBesideIsAskedForOnce() {
    forAll(
        false,
        1,
        Weather.CALM,
        run -> assertThat(run.fetches).as("pages that children fetch").isZero());
  }

  @Test
  void killedAtAnyMomentNothingIsLost() {
    forAll(
        false,
        4,
        new Weather(0.1, 0.004, 0.02, 0.02, 0.01, Long.MAX_VALUE, 0.3),
        FeedRun::assertNothingLost);
  }

  @Test
  void withLittleMemoryEverybodyComesToTheEnd() {
    forAll(
        false,
        4,
        new Weather(0.1, 0.004, 0.02, 0.02, 0.01, 1_500, 0.3),
        run -> {
          run.assertNothingLost();
          assertThat(run.mostKept).as("bytes").isLessThan(1_500 + 4 * 1_000);
        });
  }

  @Test
  void wherePositionsShiftNothingIsLostThatOneWhoReadsAloneFinds() {
    forAll(true, 1, new Weather(0.1, 0, 0, 0, 0, Long.MAX_VALUE, 0.7), FeedRun::assertNothingLost);
  }
}
