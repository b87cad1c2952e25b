package dev.javacdk.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ResumableFullRefreshCheckpointReaderTest extends CheckpointReaderContract {

  @Override
  protected CheckpointReader reader() {
    return new ResumableFullRefreshCheckpointReader("s", StreamState.initial());
  }

  @Override
  protected Optional<CheckpointReader> finishedReader() {
    return Optional.of(new ResumableFullRefreshCheckpointReader("s", StreamState.complete()));
  }

  @Override
  protected boolean commitsPages() {
    return true;
  }

  @Test
  void firstTheIncomingPositionThenTheObservedOnes() {
    CheckpointReader reader =
        new ResumableFullRefreshCheckpointReader("s", StreamState.at("pg", 55));
    assertThat(reader.next().orElseThrow().cursor().number("pg", 0)).isEqualTo(55);
    reader.observe(Progress.next("pg", 56));
    assertThat(reader.next().orElseThrow().cursor().number("pg", 0)).isEqualTo(56);
    reader.observe(Progress.next("pg", 57));
    assertThat(reader.checkpoint()).contains(StreamState.at("pg", 57));
    assertThat(reader.next().orElseThrow().cursor().number("pg", 0)).isEqualTo(57);
    reader.observe(Progress.complete());
    assertThat(reader.next()).isEmpty();
    assertThat(reader.checkpoint()).contains(StreamState.complete());
    assertThat(reader.checkpoint()).isEmpty();
  }

  @Test
  void withoutStateFromTheStart() {
    assertThat(reader().next().orElseThrow().cursor().isStart()).isTrue();
  }

  @Test
  void positionsAreStringsNumbersObjectsAndArrays() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode several = json.objectNode().put("id", 5).put("at", "2026-08-01");
    CheckpointReader reader = reader();
    for (Progress progress :
        new Progress[] {
          Progress.next("t", "x"),
          Progress.next("t", 17),
          Progress.next("t", several),
          Progress.next("t", json.arrayNode().add(1).add("b")),
        }) {
      reader.next();
      reader.observe(progress);
      assertThat(reader.next().orElseThrow().cursor())
          .isEqualTo(((Progress.Next) progress).position());
    }
  }

  @Test
  void upToEndsThisSyncAndTheNextStartsThere() {
    CheckpointReader reader = reader();
    reader.next();
    reader.observe(Progress.upTo("seq", 900));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.checkpoint()).contains(StreamState.at("seq", 900));
  }
}
