package dev.javacdk.concurrent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.concurrent.ConcurrentSettings;
import dev.javacdk.concurrent.worker.SteppedCrew;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.sync.LiveConfig;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Tallies;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Groups, their projects and the issues of those, all of them streams, under random schedules
 * without a thread: one to eight workers, killed, with readings that fail, with little memory for
 * what is shared. All of it comes to an end, and nothing is lost. The seed is in every message.
 */
class SharedSchedulePropertyTest {

  private static final int SCHEDULES = Boolean.getBoolean("javacdk.full") ? 40_000 : 600;

  @BeforeEach
  void sayNothing() {
    MessageSink nowhere = new MessageSink(OutputStream.nullOutputStream());
    LogRoute.to(new Messages(nowhere, new Redactor(), InstantSource.system()), Level.ERROR);
  }

  @AfterEach
  void sayAgain() {
    LogRoute.toStderr();
  }

  /** Ends an attempt as SIGKILL does. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class World {
    private final Random random;
    private final double failures;
    private final double kills;
    private final long shared;
    private final int workers;
    private final int groups;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Set<String>> written = new HashMap<>();
    private final Map<String, ObjectNode> states = new HashMap<>();
    private final List<StreamDefinition> streams;
    private int steps;

    World(long seed, double failures, double kills, boolean isSmall) {
      random = new Random(seed);
      this.failures = failures;
      this.kills = kills;
      shared = isSmall ? random.nextInt(4_000) : Long.MAX_VALUE;
      workers = 1 + random.nextInt(8);
      groups = random.nextInt(9);
      StreamDefinition group = Streams.paged("groups", pages(groups));
      StreamDefinition projects =
          Streams.paged("projects", pages(3)).partitions(Partitions.each(group, "id").as("group"));
      StreamDefinition issues =
          Streams.paged("issues", pages(2))
              .partitions(Partitions.each(projects, "id").as("project"));
      streams = new ArrayList<>(List.of(group, projects, issues));
      Collections.shuffle(streams, random);
    }

    /** So many rows, in pages of two, whose ids say where they are. */
    private PageReader pages(int rows) {
      return (slice, output, context) -> {
        long at = slice.cursor().number("at", 0);
        String path =
            slice.partition().text("project", "") + "/" + slice.partition().text("group", "");
        asked.merge(path + " " + at, 1, Integer::sum);
        for (long row = at; row < Math.min(rows, at + 2); row++) {
          if (random.nextDouble() < failures) {
            throw new IllegalStateException("deliberate");
          }
          output.emit(
              ExactJson.MAPPER
                  .createObjectNode()
                  .put("id", idOf(slice.partition().text("project"), path, row)));
        }
        return at + 2 < rows ? Progress.next("at", at + 2) : Progress.complete();
      };
    }

    private static String idOf(@Nullable String project, String path, long row) {
      String above = project == null ? path.substring(1) : project;
      return above.isEmpty() ? "g" + row : above + "." + row;
    }

    List<StreamFailure> attempt() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      MessageSink sink = new MessageSink(bytes);
      StopSignal stop = new StopSignal();
      Messages messages = new Messages(sink, new Redactor(), stop.clock());
      ObjectNode raw = (ObjectNode) ExactJson.MAPPER.readTree("{\"_checkpoint_seconds\":0}");
      LiveConfig live = new LiveConfig(raw, messages);
      List<StreamPlan> plans =
          streams.stream()
              .map(stream ->
                  new StreamPlan(
                      stream,
                      states.getOrDefault(stream.name(), ExactJson.MAPPER.createObjectNode())))
              .toList();
      Sync sync =
          new Sync(
              plans,
              messages,
              new StateManager(sink, stop.clock()),
              live,
              KitSettings.takeFrom(raw),
              false,
              stop,
              new Tallies());
      steps = 0;
      SteppedCrew crew = new SteppedCrew(workers, random, this::meanwhile);
      try {
        return new Coordinator(sync, ConcurrentSettings.of(workers), crew, shared).read();
      } finally {
        sink.flush();
        bytes.toString(StandardCharsets.UTF_8).lines().forEach(this::line);
      }
    }

    private void meanwhile() {
      assertThat(++steps).as("an attempt ends").isLessThan(50_000);
      if (random.nextDouble() < kills) {
        throw new Killed();
      }
    }

    private void line(String text) {
      JsonNode message = ExactJson.MAPPER.readTree(text);
      String stream = message.at("/record/stream").asString("");
      if (!stream.isEmpty()) {
        written
            .computeIfAbsent(stream, s -> new TreeSet<>())
            .add(message.at("/record/data/id").asString());
      }
      if (message.at("/state/stream/stream_state") instanceof ObjectNode state) {
        states.put(message.at("/state/stream/stream_descriptor/name").asString(), state);
      }
    }

    void toTheEnd() {
      for (int attempt = 1; attempt < 400; attempt++) {
        try {
          List<StreamFailure> failed = attempt();
          if (failed.isEmpty()) {
            return;
          }
        } catch (Killed e) {
          // Goes on in the next attempt.
        }
      }
      throw new AssertionError("no attempt reads it to the end: " + states);
    }

    void assertAllRead() {
      assertThat(written.getOrDefault("groups", Set.of())).hasSize(groups);
      assertThat(written.getOrDefault("projects", Set.of())).hasSize(groups * 3);
      assertThat(written.getOrDefault("issues", Set.of())).hasSize(groups * 6);
      assertThat(states.values()).allMatch(StateJson::isComplete);
    }

    @Override
    public String toString() {
      return "%d workers, %d groups, %d bytes".formatted(workers, groups, shared);
    }
  }

  private static void forAll(double failures, double kills, boolean isSmall, boolean once) {
    for (long seed = 1; seed <= SCHEDULES / 3; seed++) {
      World world = new World(seed, failures, kills, isSmall);
      try {
        world.toTheEnd();
        world.assertAllRead();
        if (once) {
          world.asked.forEach((page, times) -> {
            if (page.startsWith("/ ")) {
              assertThat(times).as("requests for '%s'", page).isEqualTo(1);
            }
          });
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed %d, %s: %s".formatted(seed, world, e.getMessage()), e);
      }
    }
  }

  @Test
  void eachPageOfGroupsIsAskedForOnce() {
    forAll(0, 0, false, true);
  }

  @Test
  void withLittleMemoryAllOfItComesToTheEnd() {
    forAll(0, 0.002, true, false);
  }

  @Test
  void killedAndWithFailuresNothingIsLost() {
    forAll(0.02, 0.002, false, false);
  }
}
