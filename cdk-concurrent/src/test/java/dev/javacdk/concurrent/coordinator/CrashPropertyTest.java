package dev.javacdk.concurrent.coordinator;

import static dev.javacdk.core.run.TestRecords.object;
import static dev.javacdk.core.run.TestRecords.parents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.OutputClosed;
import dev.javacdk.core.run.ExpandedState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.StateLines;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * Whole syncs with real workers, whose output breaks at seeded bytes, in mid-line: what was whole
 * is what a platform has, and the next attempt goes on from it. The seed is in every message.
 */
@Timeout(300)
class CrashPropertyTest {

  private static final int SYNCS = Boolean.getBoolean("javacdk.full") ? 5_000 : 120;

  /** One sync, over as many attempts as it takes. */
  private static final class Crashing {
    private final long seed;
    private final Random random;
    private final int levels;
    private final int rows;
    private final int pageSize;
    private final int workers;
    private final double trouble;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final Set<String> restarted = ConcurrentHashMap.newKeySet();
    private final Delivered delivered = Delivered.keyedBy("id");
    private final StateLines states = new StateLines();

    Crashing(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.levels = 1 + random.nextInt(2);
      this.rows = random.nextInt(30);
      this.pageSize = 1 + random.nextInt(6);
      this.workers = 1 + random.nextInt(8);
      this.trouble = random.nextInt(3) == 0 ? 0.03 : 0;
    }

    private static int pagesOf(long parent) {
      return (int) (1 + parent * 5 % 4);
    }

    private StreamDefinition stream() {
      StreamDefinition parents = parents(rows, pageSize);
      if (levels == 2) {
        parents =
            Streams.paged(
                    "middle",
                    (slice, output, context) -> {
                      output.emit(object().put("id", slice.partition().number("top", -1)));
                      return Progress.complete();
                    })
                .partitions(Partitions.each(parents, "id").as("top"));
      }
      return Reading.child(parents, reader());
    }

    private PageReader reader() {
      return (slice, output, context) -> {
        long parent = slice.partition().number("parent", -1);
        long page = slice.cursor().number("page", 0);
        if (chance(trouble)) {
          throw new IllegalStateException("trouble");
        }
        if (page > 0 && chance(trouble)) {
          restarted.add(String.valueOf(parent));
          return Progress.restart("trouble");
        }
        read.add(parent + "/" + page);
        output.emit(object().put("id", parent + "/" + page));
        return page + 1 < pagesOf(parent) ? Progress.next("page", page + 1) : Progress.complete();
      };
    }

    private boolean chance(double p) {
      return p > 0 && java.util.concurrent.ThreadLocalRandom.current().nextDouble() < p;
    }

    void toTheEnd() {
      for (int attempt = 0; attempt < 500; attempt++) {
        Optional<JsonNode> state = states.of("children");
        if (state.isPresent() && StateJson.isComplete(state.get())) {
          assertNothingLost();
          return;
        }
        attempt(state.orElse(object()));
      }
      throw new AssertionError("no end; " + this + "; state " + states.of("children"));
    }

    private void attempt(JsonNode state) {
      Set<String> before = new HashSet<>(read);
      read.clear();
      restarted.clear();
      BreakingOutput output = new BreakingOutput(200 + random.nextInt(12_000));
      Reading reading = Reading.by(workers).stream(stream(), state.toString()).into(output);
      if (random.nextBoolean()) {
        reading.settings(reading.settings().queueBytes(1 + random.nextInt(300)).queueItems(3));
      }
      try {
        reading.read();
      } catch (OutputClosed e) {
        // As planned.
      }
      output.messages().forEach(states::accept);
      delivered.attempt(output.messages());
      assertReadOnlyWhatWasOpen(state, before);
      read.addAll(before);
    }

    private void assertReadOnlyWhatWasOpen(JsonNode state, Set<String> before) {
      int again = 0;
      for (String page : read) {
        long parent = Long.parseLong(page.substring(0, page.indexOf('/')));
        if (!restarted.contains(String.valueOf(parent))) {
          assertThat(
                  isCommitted(parent, Long.parseLong(page.substring(page.indexOf('/') + 1)), state))
              .as("%s reads %s again from %s", this, page, state)
              .isFalse();
          again += before.contains(page) ? 1 : 0;
        }
      }
      if (trouble == 0) {
        assertThat(again).as("%s", this).isLessThanOrEqualTo(2 * workers);
      }
    }

    private boolean isCommitted(long parent, long page, JsonNode state) {
      for (JsonNode entry : ExpandedState.of(state).path("states")) {
        if (entry.at("/partition/parent").asLong() == parent) {
          return StateJson.isComplete(entry.path("cursor"))
              || page < entry.at("/cursor/page").asLong(0);
        }
      }
      JsonNode handedOut = state.at("/handed_out/parents");
      return levels == 1
          && (StateJson.isComplete(handedOut) || parent < handedOut.path("after").asLong(0));
    }

    private void assertNothingLost() {
      Set<String> expected = new HashSet<>();
      for (long parent = 0; parent < rows; parent++) {
        for (int page = 0; page < pagesOf(parent); page++) {
          expected.add(parent + "/" + page);
        }
      }
      assertThat(delivered.lost("children", expected)).as("%s", this).isEmpty();
      assertThat(delivered.unexpected("children", expected)).as("%s", this).isEmpty();
    }

    @Override
    public String toString() {
      return "seed %d: %d levels, %d rows, %d a page, %d workers, trouble %s"
          .formatted(seed, levels, rows, pageSize, workers, trouble);
    }
  }

  @Test
  void whereverTheOutputBreaksNothingIsLostAndLittleIsReadAgain() {
    for (long seed = 1; seed <= SYNCS; seed++) {
      new Crashing(seed).toTheEnd();
    }
  }
}
