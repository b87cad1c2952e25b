package dev.javacdk.testkit.source;

import dev.javacdk.testkit.api.LocalApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Years of syncs in an hour: one after the other, each with faults, cuts, slow readers and rows
 * that change, at moments that a seed chooses. Runs on the calling thread, in this process; what is
 * waited for has come at once.
 *
 * <pre>{@code
 * Simulation.of(trial, api, changes).run(1, Duration.ofHours(1));
 * }</pre>
 */
public final class Simulation {

  private static final Duration SAID_EVERY = Duration.ofMinutes(1);

  private final World world;

  private Simulation(World world) {
    this.world = world;
  }

  /**
   * Syncs of a source.
   *
   * @param api what the source reads
   * @param changes what changes there
   */
  public static Simulation of(SourceTrial trial, LocalApi api, List<Changes> changes) {
    return new Simulation(new World(trial, api, changes));
  }

  /** Lets the sync of one seed happen, by each number of workers. */
  public void run(long seed) {
    History.Tally unused = tally(seed);
  }

  private History.Tally tally(long seed) {
    History.Tally tally = History.Tally.NOTHING;
    for (int workers : world.trial().workers()) {
      History history = world.history(workers, seed, true);
      history.happen();
      tally = tally.plus(history.tally());
    }
    return tally;
  }

  /**
   * Lets syncs happen for so long, and says on standard output how many, and by which seeds.
   *
   * @param firstSeed the first is of this seed, each further one of the next
   * @throws AssertionError where one loses something: it says the seed, and all that happened
   */
  public void run(long firstSeed, Duration time) {
    Instant began = Instant.now();
    Instant said = began;
    History.Tally all = History.Tally.NOTHING;
    long seed = firstSeed;
    while (Instant.now().isBefore(began.plus(time))) {
      all = all.plus(tally(seed++));
      if (Instant.now().isAfter(said.plus(SAID_EVERY))) {
        said = Instant.now();
        say(all, firstSeed, seed - 1);
      }
    }
    say(all, firstSeed, seed - 1);
  }

  private static void say(History.Tally all, long from, long to) {
    Report.say(
        "seeds %d to %d: %,d syncs of %,d attempts, %,d cut off, %,d faults, %,d changes: nothing lost"
            .formatted(
                from, to, all.syncs(), all.attempts(), all.cuts(), all.faults(), all.changes()));
  }
}
