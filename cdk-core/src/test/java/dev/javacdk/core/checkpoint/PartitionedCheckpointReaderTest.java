package dev.javacdk.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.ledger.Ledgers;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.message.ExactJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PartitionedCheckpointReaderTest extends CheckpointReaderContract {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";

  private static PartitionedCheckpointReader over(String state, String... names) {
    Stream stream =
        Streams.paged("s", (slice, output, context) -> Progress.complete())
            .partitions(Partitions.of("name", names));
    return new PartitionedCheckpointReader(
        "s",
        Ledgers.of(stream, (ObjectNode) ExactJson.MAPPER.readTree(state), InstantSource.system()),
        request ->
            ParentPage.of(
                ((Partitions.Listed) stream.partitions()).partitions(), Progress.complete()));
  }

  @Override
  protected CheckpointReader reader() {
    return over("{}", "a", "b");
  }

  @Override
  protected Optional<CheckpointReader> finishedReader() {
    return Optional.of(over("{}"));
  }

  @Override
  protected boolean commitsPages() {
    return true;
  }

  private static String describe(StreamSlice slice) {
    return slice.partition().text("name") + "/" + slice.cursor().text("t", "start");
  }

  private static List<String> walk(CheckpointReader reader, Progress... positions) {
    List<String> walked = new ArrayList<>();
    int step = 0;
    for (Optional<StreamSlice> slice = reader.next(); slice.isPresent(); slice = reader.next()) {
      walked.add(describe(slice.get()));
      reader.observe(positions[step++ % positions.length]);
    }
    return walked;
  }

  @Test
  void positionsOfOnePartition() {
    assertThat(
            walk(
                over("{}", "z"),
                Progress.next("t", 2),
                Progress.next("t", 3),
                Progress.next("t", 4),
                Progress.complete()))
        .containsExactly("z/start", "z/2", "z/3", "z/4");
  }

  @Test
  void partitionsInTurnEachAtItsOwnPositions() {
    assertThat(
            walk(
                over("{}", "z", "p"),
                Progress.next("t", 2),
                Progress.next("t", 3),
                Progress.complete()))
        .containsExactly("z/start", "z/2", "z/3", "p/start", "p/2", "p/3");
  }

  @Test
  void finishedPartitionsAreSkipped() {
    StringBuilder states = new StringBuilder();
    for (String done : List.of("k", "m", "a", "n")) {
      states.append(states.isEmpty() ? "" : ",");
      states.append("{\"partition\":{\"name\":\"%s\"},\"cursor\":%s}".formatted(done, DONE));
    }
    assertThat(
            walk(
                over("{\"states\":[" + states + "]}", "k", "m", "b", "a", "n", "pa"),
                Progress.complete()))
        .containsExactly("b/start", "pa/start");
  }

  @Test
  void partitionsAtTheirStartAndNewOnesAreRead() {
    String state =
        "{\"states\":[{\"partition\":{\"name\":\"p1\"},\"cursor\":%s},{\"partition\":{\"name\":\"p2\"},\"cursor\":%s},{\"partition\":{\"name\":\"p3\"},\"cursor\":{}}]}"
            .formatted(DONE, DONE);
    assertThat(walk(over(state, "p1", "p2", "p3", "p4"), Progress.complete()))
        .containsExactly("p3/start", "p4/start");
  }

  @Test
  void failedPartitionIsReportedAtTheEndAndTheOthersAreRead() {
    PartitionedCheckpointReader reader = over("{}", "a", "b");
    reader.next();
    reader.observe(Progress.next("t", 2));
    reader.next();
    assertThat(reader.bears(new TransientError("the API is down"))).isTrue();
    assertThat(reader.checkpoint().orElseThrow().toString()).contains("\"failures\":1");
    assertThat(describe(reader.next().orElseThrow())).isEqualTo("b/start");
    reader.observe(Progress.complete());
    reader.checkpoint();
    assertThatThrownBy(reader::next)
        .isInstanceOf(TransientError.class)
        .hasMessageContaining("'s'")
        .hasMessageContaining("{\"name\":\"a\"}")
        .hasMessageContaining("the API is down");
    assertThat(reader.checkpoint().orElseThrow().isComplete()).isFalse();
  }
}
