package dev.javacdk.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class IncomingStatesTest {

  private static IncomingStates read(String... lines) {
    List<JsonNode> values = Arrays.stream(lines).map(ExactJson.MAPPER::readTree).toList();
    return Problems.orThrow(IncomingStates.read(values, "state file s.json"));
  }

  private static StreamId id(String name, @Nullable String namespace) {
    return new StreamId(name, Optional.ofNullable(namespace));
  }

  private static String stream(String name, String state) {
    return "{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"%s\"},\"stream_state\":%s}}"
        .formatted(name, state);
  }

  @Test
  void noneIsNothing() {
    for (String nothing : new String[] {"[]", "{}", "null"}) {
      assertThat(read(nothing).streams()).as(nothing).isEmpty();
    }
    assertThat(read().streams()).isEmpty();
  }

  @Test
  void splitByNameAndNamespace() {
    IncomingStates states =
        read(
            "[{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"s\",\"namespace\":\"a\"},\"stream_state\":{\"c\":1}}},"
                + stream("s", "{\"c\":2}")
                + "]");
    assertThat(states.of(id("s", "a")).toString()).isEqualTo("{\"c\":1}");
    assertThat(states.of(id("s", null)).toString()).isEqualTo("{\"c\":2}");
    assertThat(states.of(id("s", "b")).isEmpty()).isTrue();
  }

  @Test
  void globalWithoutSharedStateIsSpreadByStream() {
    String global =
        "{\"type\":\"GLOBAL\",\"global\":{\"shared_state\":%s,\"stream_states\":[{\"stream_descriptor\":{\"name\":\"s\"},\"stream_state\":{\"c\":1}}]}}";
    assertThat(read(global.formatted("{}")).of(id("s", null)).toString()).isEqualTo("{\"c\":1}");
    assertThat(read("[" + global.formatted("null") + "]").streams()).hasSize(1);
  }

  @Test
  void globalWithSharedStateIsRefused() {
    assertThatThrownBy(() ->
            read(
                "{\"type\":\"GLOBAL\",\"global\":{\"shared_state\":{\"lsn\":5},\"stream_states\":[]}}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("s.json")
        .hasMessageContaining("shared_state");
  }

  @Test
  void missingBlobIsInitial() {
    String missing = "{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"s\"}}}";
    assertThat(read(missing).of(id("s", null)).isEmpty()).isTrue();
  }

  @Test
  void whatIsHandedOutCannotBeChangedByTheReceiver() {
    IncomingStates states = read(stream("s", "{\"c\":1}"));
    ObjectNode received = states.of(id("s", null));
    received.put("c", 99);
    assertThat(states.of(id("s", null)).toString()).isEqualTo("{\"c\":1}");
  }

  @Test
  void unknownStreamIsAnEmptyObject() {
    assertThat(read(stream("s", "{\"c\":1}")).of(id("t", null)).isEmpty()).isTrue();
  }

  @Test
  void linesOfStateMessagesTheNewestOfEachStreamWins() {
    String message = "{\"type\":\"STATE\",\"state\":%s}";
    IncomingStates states =
        read(
            message.formatted(stream("s", "{\"c\":1}")),
            message.formatted(stream("t", "{\"c\":7}")),
            message.formatted(stream("s", "{\"c\":2}")));
    assertThat(states.of(id("s", null)).toString()).isEqualTo("{\"c\":2}");
    assertThat(states.of(id("t", null)).toString()).isEqualTo("{\"c\":7}");
  }

  @Test
  void theSameStreamTwiceInAnArrayIsRefused() {
    assertThatThrownBy(() -> read("[" + stream("s", "{}") + "," + stream("s", "{}") + "]"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("'s'")
        .hasMessageContaining("twice");
  }

  @Test
  void statesOfTheOldShapeAreRefusedAndTheModuleThatReadsThemIsNamed() {
    for (String old :
        new String[] {
          "{\"type\":\"LEGACY\",\"data\":{\"users\":{\"c\":1}}}", "{\"users\":{\"c\":1}}"
        }) {
      assertThatThrownBy(() -> read(old))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("users")
          .hasMessageContaining("cdk-legacy-compat");
    }
  }

  @Test
  void wrongTypesAreRefusedWithTheirPlace() {
    assertThatThrownBy(() -> read(stream("s", "17")))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("'s'")
        .hasMessageContaining("17");
    assertThatThrownBy(
            () -> read("{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":4}}}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("stream_descriptor.name");
    assertThatThrownBy(() -> read("17")).isInstanceOf(ConfigError.class).hasMessageContaining("17");
  }
}
