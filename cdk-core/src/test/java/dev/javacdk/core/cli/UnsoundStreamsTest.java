package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** A definition that is not sound costs its own stream, and those that read it as their parent. */
class UnsoundStreamsTest {

  private record Row(long id) {}

  private static StreamDefinition stream(String name) {
    return Streams.records(
            name,
            (slice, output, context) ->
                output.emit(JsonNodeFactory.instance.objectNode().put("id", 1)))
        .schema(Row.class);
  }

  private static final StreamDefinition UNSOUND = stream("unsound").key("uuid");
  private static final StreamDefinition CHILD =
      stream("child").partitions(Partitions.each(UNSOUND, "id").as("of"));
  private static final Stream GRANDCHILD =
      stream("grandchild").partitions(Partitions.each(CHILD, "id").as("within"));

  private static Transcript read(@Nullable String state, String... names) {
    return ConnectorRun.of(
            new TestSource(
                stream("good"), UNSOUND, CHILD, GRANDCHILD, stream("twice"), stream("twice")))
        .read("{}", ConnectorRun.catalogOf(names), state);
  }

  @Test
  void othersAreReadAndTheUnsoundAndItsSubstreamsAreLeftOut() {
    String state = ConnectorRun.stateOf("unsound", "{\"page\":7}");
    Transcript run = read(state, "grandchild", "unsound", "good", "child", "twice");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lineOf("good")).endsWith("CO");
    for (String left : new String[] {"unsound", "child", "grandchild"}) {
      assertThat(run.lineOf(left)).as(left).isEqualTo("ERR | IN");
      assertThat(run.errors())
          .anySatisfy(text ->
              assertThat(text)
                  .contains("stream '" + left + "' is left out")
                  .contains("stream 'unsound': its schema has no key field 'uuid'"));
    }
    assertThat(run.errors())
        .anySatisfy(text -> assertThat(text).contains("two streams are called"));
    assertThat(run.of("STATE")).allMatch(message -> message.toString().contains("good"));
  }

  @Test
  void unsoundStreamThatNobodyAsksForDoesNotMatter() {
    Transcript run = read(null, "good");
    assertThat(run.exitCode()).isZero();
    assertThat(run.line()).endsWith("CO");
  }

  @Test
  void discoverAndCheckNameAllOfThem() {
    for (String command : new String[] {"discover", "check"}) {
      ConnectorRun run = ConnectorRun.of(new TestSource(stream("good"), UNSOUND, stream("good")));
      Transcript transcript = run.args(command, "--config", run.file("c.json", "{}")).run();
      assertThat(transcript.errors().get(0)).contains("'uuid'", "two streams are called 'good'");
    }
  }
}
