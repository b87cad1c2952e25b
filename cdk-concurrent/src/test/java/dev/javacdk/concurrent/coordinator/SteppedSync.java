package dev.javacdk.concurrent.coordinator;

import static dev.javacdk.core.run.TestRecords.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.concurrent.ConcurrentSettings;
import dev.javacdk.concurrent.worker.SteppedCrew;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.run.ExpandedState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.sync.LiveConfig;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Tallies;
import dev.javacdk.testkit.ManualClock;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sync over {@link LiveRows}, beside a stream without parts, over as many attempts as it takes:
 * the coordinator as it is, with a crew that is stepped by a seed. An attempt may be killed
 * whenever the coordinator waits, or be asked to stop. What must hold is asserted line by line as
 * it comes out. Confined to one thread.
 */
final class SteppedSync {

  private static final int MOST_ATTEMPTS = 3_000;
  private static final int MOST_STEPS = 50_000;
  private static final int WHOLE_PAGES = 5;

  /** The process is no more. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private final Random random;
  private final LiveRows rows;
  private final int workers;
  private final double killed;
  private final double stopped;
  private final String config;
  private final ManualClock clock = ManualClock.at("2026-08-01T00:00:00Z");
  private final Account leaves;
  private final Account whole = new Account("whole", Set.of("0", "1", "2", "3", "4"));
  private int attempts;

  SteppedSync(Random random, LiveRows rows) {
    this.random = random;
    this.rows = rows;
    this.leaves = new Account(LiveRows.NAME, rows.fromTheStart());
    this.workers = 1 + random.nextInt(8);
    this.killed = random.nextInt(4) == 0 ? 0 : 0.02 * random.nextDouble();
    this.stopped = random.nextInt(4) == 0 ? 0.005 : 0;
    this.config = random.nextBoolean() ? "{\"_checkpoint_seconds\":0}" : "{}";
  }

  /** Attempts until everything was read, or only what never works is left. */
  void toTheEnd() {
    while (!isDone()) {
      if (++attempts > MOST_ATTEMPTS) {
        throw new AssertionError("I9: no end; state " + leaves.state);
      }
      new Attempt().run();
    }
    assertThat(leaves.missing.stream().filter(rows::isOwed)).as("I2: nothing is lost").isEmpty();
    assertThat(whole.missing).as("I2: nothing is lost").isEmpty();
  }

  private boolean isDone() {
    return StateJson.isComplete(whole.state)
        && (StateJson.isComplete(leaves.state)
            || (rows.hasHopeless() && leaves.missing.stream().noneMatch(rows::isOwed)));
  }

  /** What was said of one stream. */
  private static final class Account {
    private final String name;

    /** The records from the start that no state has followed yet, in an attempt that wrote them. */
    private final Set<String> missing;

    private JsonNode state = object();

    // In the attempt under way
    private final Set<String> written = new HashSet<>();
    private String statuses = "";
    private String newest = "";
    private long sinceState;

    Account(String name, Set<String> missing) {
      this.name = name;
      this.missing = new HashSet<>(missing);
    }

    void begin() {
      written.clear();
      statuses = "";
      newest = "";
      sinceState = 0;
    }

    void record(String id) {
      assertThat(statuses)
          .as("%s: running before its first record", name)
          .isEqualTo("STARTED RUNNING ");
      written.add(id);
      sinceState++;
    }

    void status(String status) {
      statuses += status + " ";
    }

    /** I1, I5, I6. */
    void state(JsonNode message, Predicate<String> covered) {
      state = message.at("/state/stream/stream_state");
      assertThat(statuses)
          .as("%s: its state while it is read", name)
          .matches("STARTED (RUNNING )?");
      assertThat(message.at("/state/sourceStats/recordCount").asLong())
          .as("I6: records before the state of %s", name)
          .isEqualTo(sinceState);
      assertThat(state.toString().equals(newest) && sinceState == 0)
          .as("I5: %s says %s twice", name, newest)
          .isFalse();
      newest = state.toString();
      sinceState = 0;
      missing.removeAll(written);
      for (String id : missing) {
        if (covered.test(id)) {
          throw new AssertionError("I1: %s covers %s, which was not written".formatted(state, id));
        }
      }
    }

    /** I5, and the order of what is said. */
    void ended(boolean wasKilled) {
      if (statuses.endsWith("COMPLETE ") && !statuses.endsWith("INCOMPLETE ")) {
        assertThat(newest).as("I5: %s was read with success and has a state", name).isNotEmpty();
      }
      if (!wasKilled) {
        assertThat(statuses)
            .as("%s, to its end", name)
            .matches("(STARTED (RUNNING )?(COMPLETE|INCOMPLETE) )?");
      }
    }
  }

  /** One run of the process. */
  private final class Attempt {
    private final StopSignal stop = new StopSignal(clock);
    private final long wholeFrom = whole.state.path("page").asLong(0);
    private final int cameIn = ExpandedState.of(leaves.state).path("states").size();
    private boolean wholeFailed;
    private int steps;

    void run() {
      leaves.begin();
      whole.begin();
      rows.begin(leaves.state);
      boolean wasKilled = false;
      try {
        ended(new Coordinator(sync(), ConcurrentSettings.of(workers), crew()).read());
      } catch (Killed e) {
        wasKilled = true;
      } catch (ReadStopped e) {
        assertThat(stop.isStopped()).isTrue();
      }
      leaves.ended(wasKilled);
      whole.ended(wasKilled);
    }

    private SteppedCrew crew() {
      return new SteppedCrew(workers, random, this::meanwhile);
    }

    private Sync sync() {
      MessageSink sink = new MessageSink(new Lines());
      Messages messages = new Messages(sink, new Redactor(), clock);
      ObjectNode raw = (ObjectNode) ExactJson.MAPPER.readTree(config);
      LiveConfig live = new LiveConfig(raw, messages);
      List<StreamPlan> plans =
          List.of(plan(rows.stream, leaves), plan(Streams.paged("whole", this::readWhole), whole));
      KitSettings settings = KitSettings.takeFrom(raw);
      StateManager states = new StateManager(sink, clock);
      return new Sync(plans, messages, states, live, settings, false, stop, new Tallies());
    }

    private StreamPlan plan(Stream stream, Account account) {
      return new StreamPlan(stream, (ObjectNode) account.state.deepCopy());
    }

    private Progress readWhole(StreamSlice slice, RecordOutput output, ReadContext context) {
      long page = slice.cursor().number("page", 0);
      assertThat(page).as("I3: page of the whole stream").isGreaterThanOrEqualTo(wholeFrom);
      if (random.nextInt(30) == 0) {
        wholeFailed = true;
        throw new IllegalStateException("deliberate");
      }
      output.emit(object().put("id", String.valueOf(page)));
      return page + 1 < WHOLE_PAGES ? Progress.next("page", page + 1) : Progress.complete();
    }

    private void meanwhile() {
      if (++steps > MOST_STEPS) {
        throw new AssertionError("I9: an attempt without end; state " + leaves.state);
      }
      clock.advance(Duration.ofMillis(random.nextInt(500) == 0 ? 400_000 : random.nextInt(400)));
      rows.change();
      if (random.nextDouble() < killed) {
        throw new Killed();
      }
      if (random.nextDouble() < stopped) {
        stop.stop("asked to");
      }
    }

    /** I4: what is said at the end of an attempt that was not cut short. */
    private void ended(List<StreamFailure> failures) {
      List<String> failed = failures.stream().map(f -> f.stream().name()).toList();
      assertThat(failed.contains(whole.name)).isEqualTo(wholeFailed);
      assertThat(StateJson.isComplete(whole.state)).as("I4").isEqualTo(!wholeFailed);
      if (rows.failed) {
        assertThat(failed).as("I9: a failure is told").contains(leaves.name);
      }
      assertThat(StateJson.isComplete(leaves.state))
          .as("I4")
          .isEqualTo(!failed.contains(leaves.name));
    }

    private void line(String line) {
      JsonNode message = ExactJson.MAPPER.readTree(line);
      switch (message.path("type").asString()) {
        case "RECORD" ->
            account(message.at("/record/stream")).record(message.at("/record/data/id").asString());
        case "STATE" -> state(message);
        case "TRACE" -> {
          JsonNode status = message.at("/trace/stream_status");
          if (status.isObject()) {
            account(status.at("/stream_descriptor/name")).status(status.path("status").asString());
          }
        }
        default -> {}
      }
    }

    private Account account(JsonNode name) {
      return name.asString().equals(leaves.name) ? leaves : whole;
    }

    private void state(JsonNode message) {
      if (account(message.at("/state/stream/stream_descriptor/name")) == whole) {
        JsonNode state = message.at("/state/stream/stream_state");
        long page = StateJson.isComplete(state) ? WHOLE_PAGES : state.path("page").asLong();
        whole.state(message, id -> Long.parseLong(id) < page);
        return;
      }
      JsonNode state = message.at("/state/stream/stream_state");
      Predicate<String> covered = rows.covered(state);
      leaves.state(message, covered.and(rows::isLasting));
      assertThat(StateJson.isComplete(state) && rows.failed)
          .as("I4: complete though it failed")
          .isFalse();
      assertThat(rows.asked.stream().filter(covered.negate()).filter(rows::isOpen).toList())
          .as("I3: read, and not covered by %s", state)
          .hasSizeLessThanOrEqualTo(2 * workers);
      assertThat(rows.parentPagesBeyond(state))
          .as("I3: pages of parents beyond the watermark of %s", state)
          .hasSizeLessThanOrEqualTo(rows.levels + 1);
      assertSmall(state);
    }

    /** I8. */
    private void assertSmall(JsonNode written) {
      JsonNode state = ExpandedState.of(written);
      int failed = 0;
      for (JsonNode entry : state.path("states")) {
        failed += entry.has("failures") ? 1 : 0;
      }
      assertThat(state.path("states").size())
          .as("I8: entries of %s", state)
          .isLessThanOrEqualTo(workers + rows.partsOfAPage() + rows.gone + failed + cameIn);
    }

    /** Looks at each line as soon as it is out. */
    private final class Lines extends OutputStream {
      private String rest = "";

      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        String text = rest + new String(bytes, offset, length, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        rest = text.substring(end);
        text.substring(0, end).lines().forEach(Attempt.this::line);
      }
    }
  }

  @Override
  public String toString() {
    return "%s, %d workers, %s, attempt %d".formatted(rows, workers, config, attempts);
  }
}
