package dev.javacdk.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A stream takes states of an older version through {@code migrate}. */
class MigratedStatesTest {

  private static final String OLD = "{\"last_seen\":\"5\"}";

  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> asked = new ArrayList<>();

  private final PageReader reader =
      (slice, output, context) -> {
        asked.add(slice.describe());
        output.emit(JsonNodeFactory.instance.objectNode().put("u", 9));
        return Progress.complete();
      };

  private final StreamDefinition pages = Streams.paged("s", reader);

  private static String state(String state) {
    return ConnectorRun.stateOf("s", state);
  }

  private ObjectNode migrate(ObjectNode state) {
    calls.incrementAndGet();
    if (state.has("last_seen")) {
      state.set("u", state.remove("last_seen"));
    }
    return state;
  }

  private ObjectNode inParts(ObjectNode state) {
    calls.incrementAndGet();
    ObjectNode parts = state.objectNode();
    ObjectNode entry = parts.putArray("states").addObject();
    entry.putObject("partition").put("part", "a");
    entry.set("cursor", state);
    return parts;
  }

  @Test
  void stateOfAnOlderVersionIsTurnedIntoOneOfToday() {
    for (StreamDefinition stream :
        List.of(
            pages.migrate(this::migrate),
            pages.cursor(Cursor.number("u")).migrate(this::migrate),
            pages.partitions(Partitions.of("part", "a")).migrate(this::inParts))) {
      calls.set(0);
      asked.clear();
      Transcript run = ConnectorRun.read(state(OLD), stream);
      assertThat(run.errors()).isEmpty();
      assertThat(asked).hasSize(1);
      assertThat(asked.get(0)).contains("5");
      assertThat(calls).as("once an attempt").hasValue(1);
    }
  }

  @Test
  void whatSaysNothingIsNotMigrated() {
    for (String none : new String[] {"{}", "null", "{\"__ab_full_refresh_sync_complete\":true}"}) {
      Transcript run = ConnectorRun.read(state(none), pages.migrate(this::migrate));
      assertThat(run.errors()).isEmpty();
    }
    assertThat(ConnectorRun.read(null, pages.migrate(this::migrate)).errors()).isEmpty();
    assertThat(calls).hasValue(0);
  }

  @Test
  void migrationThatFailsEndsItsStreamOnly() {
    StreamDefinition other = Streams.paged("other", reader);
    StreamDefinition refusing =
        pages.migrate(state -> {
          throw new ConfigError("stream 's': start again, its state is of 2019");
        });
    Transcript run = ConnectorRun.read(state(OLD), refusing, other);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("2019");
    assertThat(run.lineOf("s")).isEqualTo("ERR | IN");
    assertThat(run.lineOf("other")).endsWith("| CO");
    Transcript broken =
        ConnectorRun.read(
            state(OLD), pages.migrate(state -> (ObjectNode) state.get("x").get("y")), other);
    assertThat(broken.errors().get(0)).contains("'s'", "migrating");
    assertThat(broken.lineOf("other")).endsWith("| CO");
  }
}
