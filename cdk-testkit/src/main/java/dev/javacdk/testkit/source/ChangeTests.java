package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.api.LocalApi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Whatever rows come, go and change while a sync reads them, between its attempts and before the
 * next one: a row that was there all the time is read by the first sync, and behind the second
 * nobody lacks what the API has.
 *
 * <p>That is what a paging by tokens or a keyset promises, and one that counts where the API says a
 * total or rows overlap; where a paging cannot promise it, the suite finds that: say {@link
 * Changes#onlyGrowing}, or how the kit can see that rows moved.
 *
 * <p>In a test class: {@code @TestFactory Stream<DynamicNode> changes() { return
 * ChangeTests.of(trial, api, List.of(Changes.of("customers", customers)), 1, 2, 3); }}. Each seed
 * is one history of changes and stops; a failure says which. By one thread it happens again as it
 * was; of many workers, which request comes first is theirs.
 *
 * <p>A listing of few pages has few moments at which a row can be missed: ten are a good number.
 */
public final class ChangeTests {

  private ChangeTests() {}

  /**
   * The tests: one for each number of workers and seed.
   *
   * @param api what the source reads
   * @param changes what changes there; rows are as from the start behind each test
   */
  public static Stream<DynamicNode> of(
      SourceTrial trial, LocalApi api, List<Changes> changes, long... seeds) {
    World world = new World(trial, api, changes);
    List<DynamicNode> all = new ArrayList<>();
    for (int workers : trial.workers()) {
      String by = workers == 1 ? "one thread" : workers + " workers";
      for (long seed : seeds) {
        all.add(
            dynamicTest(
                "nothing is lost to rows that change, read by %s, seed %d".formatted(by, seed),
                () -> happen(world, workers, seed)));
      }
    }
    return all.stream();
  }

  private static void happen(World world, int workers, long seed) {
    History history = world.history(workers, seed, false);
    history.happen();
    History.Tally tally = history.tally();
    if (tally.changes() == 0) {
      throw new AssertionError(history + ": nothing has changed meanwhile");
    }
    Report.say(
        "%d changes in %d attempts, read by %d worker(s), seed %d: nothing lost"
            .formatted(tally.changes(), tally.attempts(), workers, seed));
  }
}
