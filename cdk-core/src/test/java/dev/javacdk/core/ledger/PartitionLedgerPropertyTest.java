package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.ledger.LedgerRun.Weather;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random schedules, one to three levels, one to eight workers; the seed is in every message. */
class PartitionLedgerPropertyTest {

  private static final int SCHEDULES = Boolean.getBoolean("javacdk.full") ? 100_000 : 2_000;

  private interface Property {
    void check(World world, Random random, int workers);
  }

  private static void forAll(boolean parentsResume, Property property) {
    for (long seed = 1; seed <= SCHEDULES / 5; seed++) {
      Random random = new Random(seed);
      int levels = 1 + random.nextInt(3);
      int workers = 1 + random.nextInt(8);
      World world = new World(random, levels, parentsResume);
      try {
        property.check(world, random, workers);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed %d, %d levels, %d workers: %s".formatted(seed, levels, workers, e.getMessage()),
            e);
      }
    }
  }

  @Test
  void killedAtAnyMomentNothingIsLostAndNoCommittedPageIsReadAgain() {
    forAll(
        true,
        (world, random, workers) -> {
          LedgerRun run = new LedgerRun(world, random, Weather.calm(workers).crashing(0.03));
          run.toTheEnd();
          assertThat(run.delivered).containsAll(world.lasting());
          assertThat(run.rereads).as("committed pages read again").isZero();
          assertThat(run.parentRereads)
              .as("parent pages fetched again, at most one a level and attempt")
              .isLessThanOrEqualTo(world.levels * (run.attempts - 1));
        });
  }

  @Test
  void withStatesNowAndThenNothingIsLost() {
    forAll(
        true,
        (world, random, workers) -> {
          LedgerRun run =
              new LedgerRun(world, random, Weather.calm(workers).crashing(0.02).emitting(0.2));
          run.toTheEnd();
          assertThat(run.delivered).containsAll(world.lasting());
          assertThat(run.rereads).as("committed pages read again").isZero();
        });
  }

  @Test
  void aLiveParentLosesNothingThatWasThereAllTheTime() {
    forAll(
        true,
        (world, random, workers) -> {
          LedgerRun run =
              new LedgerRun(
                  world, random, Weather.calm(workers).crashing(0.05).changing(0.15).emitting(0.5));
          run.toTheEnd();
          assertThat(run.delivered).containsAll(world.lasting());
          assertThat(run.rereads).as("committed pages read again").isZero();
        });
  }

  @Test
  void failuresAndRefusedPositionsHoldNobodyBack() {
    forAll(
        true,
        (world, random, workers) -> {
          Set<String> hopeless =
              world.leaves().stream()
                  .map(leaf -> leaf.substring(0, leaf.indexOf('#')))
                  .filter(path -> random.nextInt(10) == 0)
                  .collect(Collectors.toSet());
          LedgerRun run =
              new LedgerRun(
                  world,
                  random,
                  Weather.calm(workers)
                      .crashing(0.01)
                      .failing(0.02, 0.02)
                      .rejecting(0.05)
                      .emitting(0.7)
                      .never(hopeless));
          run.toTheEnd();
          assertThat(run.rereads).as("committed pages read again").isZero();
          if (hopeless.isEmpty()) {
            assertThat(run.delivered).containsAll(world.lasting());
          }
        });
  }

  @Test
  void aParentWithoutPositionsLosesNothingAndSkipsWhatIsFinished() {
    forAll(
        false,
        (world, random, workers) -> {
          LedgerRun run = new LedgerRun(world, random, Weather.calm(workers).crashing(0.02));
          run.toTheEnd();
          assertThat(run.delivered).containsAll(world.lasting());
          assertThat(run.rereads).as("committed pages read again").isZero();
        });
  }
}
