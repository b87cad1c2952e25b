package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Many finished partitions stand together in a state, each as one value. */
class FinishedJsonTest {

  private final List<String> read = new ArrayList<>();

  private static ObjectNode row(Object id) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    return id instanceof Integer number ? row.put("id", number) : row.put("id", id.toString());
  }

  /** Twenty rows on one page, whose ids are numbers and texts in turn. */
  private static StreamDefinition parent() {
    return Streams.paged(
        "parents",
        (slice, output, context) -> {
          for (int id = 0; id < 20; id++) {
            output.emit(row(id % 2 == 0 ? id : "n" + id));
          }
          return Progress.complete();
        });
  }

  private StreamDefinition children(int failsAt) {
    return Streams.paged(
            "s",
            (slice, output, context) -> {
              String parent = slice.partition().text("id", "");
              if (read.size() == failsAt) {
                throw new IllegalStateException("broken");
              }
              read.add(parent);
              output.emit(row(parent));
              return Progress.complete();
            })
        .partitions(Partitions.each(parent(), "id"));
  }

  private static String file(String state) {
    return ConnectorRun.stateOf("s", state);
  }

  private static List<String> states(Transcript run) {
    return run.of("STATE").stream()
        .map(message -> message.at("/state/stream/stream_state").toString())
        .toList();
  }

  @Test
  void aFewStandAsEntriesAndMoreTogether() {
    List<String> states = states(ConnectorRun.read(null, children(-1)));
    assertThat(states.get(7)).contains("\"states\":[{").doesNotContain("\"finished\"");
    assertThat(states.get(11))
        .startsWith(
            "{\"finished\":[{\"id\":[0,\"n1\",2,\"n3\",4,\"n5\",6,\"n7\",8,\"n9\",10,\"n11\"],\"parent_slice\":{}}],\"states\":[]");
  }

  @Test
  void aLaterAttemptReadsNoneOfThemAgain() {
    String state = states(ConnectorRun.read(null, children(-1))).get(11);
    read.clear();
    Transcript later = ConnectorRun.read(file(state), children(-1));
    assertThat(later.exitCode()).isZero();
    assertThat(read).containsExactly("12", "n13", "14", "n15", "16", "n17", "18", "n19");
    assertThat(later.lastState("s")).contains("complete");
  }

  @Test
  void aReaderThatDoesNotKnowThemReadsMore() {
    String state = states(ConnectorRun.read(null, children(-1))).get(11);
    read.clear();
    String older = state.replaceFirst("\"finished\":.*?,\"states\"", "\"states\"");
    assertThat(older).startsWith("{\"states\":[]");
    ConnectorRun.read(file(older), children(-1));
    assertThat(read).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"x\"", "[7]", "[{\"id\":1}]"})
  void whatCannotBeReadOfThemIsMetAgain(String finished) {
    String state =
        "{\"finished\":%s,\"states\":[],\"handed_out\":{\"parents\":{}}}".formatted(finished);
    Transcript run = ConnectorRun.read(file(state), children(-1));
    assertThat(run.exitCode()).isZero();
    assertThat(read).hasSize(20);
  }

  @Test
  void explainCountsThem() {
    String state = states(ConnectorRun.read(null, children(-1))).get(11);
    assertThat(StateWords.of("s", dev.javacdk.core.message.ExactJson.MAPPER.readTree(state)).get(0))
        .contains("12 partitions", "12 finished");
  }
}
