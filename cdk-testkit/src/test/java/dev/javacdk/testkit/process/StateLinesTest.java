package dev.javacdk.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLinesTest {

  @Test
  void theNewestStateOfEachStreamIsWrittenAsAStateFile(@TempDir Path folder) throws IOException {
    StateLines states =
        StateLines.of(
            List.of(
                Messages.state("deals", 1),
                Messages.record("deals", "1"),
                Messages.state("contacts", 5),
                Messages.state("deals", 2)));

    Path file = states.writeTo(folder.resolve("state.json"));

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            [{"type":"STREAM","stream":{"stream_descriptor":{"name":"contacts"},\
            "stream_state":{"page":5}}},\
            {"type":"STREAM","stream":{"stream_descriptor":{"name":"deals"},\
            "stream_state":{"page":2}}}]\
            """);
  }

  @Test
  void aStreamWithoutAStateInTheNextAttemptKeepsTheOneBefore() {
    StateLines states = StateLines.of(List.of(Messages.state("a", 1), Messages.state("b", 1)));
    states.accept(Messages.state("b", 2));

    assertThat(states.of("a").orElseThrow()).hasToString("{\"page\":1}");
    assertThat(states.of("b").orElseThrow()).hasToString("{\"page\":2}");

    states.forget(StreamId.of("a"));
    assertThat(states.of("a")).isEmpty();
  }

  @Test
  void streamsOfOneNameInTwoNamespacesAreTwo() {
    String line =
        "{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":"
            + "{\"stream_descriptor\":{\"name\":\"a\",\"namespace\":\"ns\"},\"stream_state\":{}}}}";
    StateLines states = StateLines.of(List.of(Messages.state("a", 1), Messages.parse(line)));

    assertThat(states.toJson()).hasSize(2);
    assertThat(states.of(new StreamId("a", "ns")).orElseThrow()).isEmpty();
  }

  @Test
  void aStateThatIsNotOfOneStreamIsAnError() {
    ProtocolMessage global =
        Messages.parse("{\"type\":\"STATE\",\"state\":{\"type\":\"GLOBAL\",\"global\":{}}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StateLines.of(List.of(global)))
        .withMessageContaining("GLOBAL");
  }

  @Test
  void noStateIsAnEmptyArray() {
    assertThat(StateLines.none().toJson()).hasToString("[]");
  }
}
