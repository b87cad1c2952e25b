package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** State files as clients of the protocol write them, PyAirbyte 0.71 above all. */
class ClientStateFileTest {

  private static final Stream STREAM =
      Streams.paged(
          "s",
          (slice, output, context) -> {
            output.emit(
                JsonNodeFactory.instance.objectNode().put("at", slice.cursor().number("page", 0)));
            return Progress.complete();
          });

  private static final String DESCRIPTOR =
      "\"stream_descriptor\":{\"name\":\"s\",\"namespace\":null}";

  private static String stream(String state) {
    return "{" + DESCRIPTOR + ",\"stream_state\":" + state + "}";
  }

  private static void goesOnAtPage7(String file) {
    Transcript run = ConnectorRun.read(file, STREAM);
    assertThat(run.errors()).as(file).isEmpty();
    assertThat(run.records()).as(file).containsExactly("{\"at\":7}");
    assertThat(run.warnings("")).as(file).isEmpty();
  }

  @Test
  void envelopeWithANameTwiceIsRead() {
    String stream = stream("{\"page\":7}");
    String written =
        "{\"type\":\"STREAM\",\"stream\":"
            + stream
            + ",\"global_\":null,\"data\":null,\"global_\":null}";
    goesOnAtPage7(written);
    goesOnAtPage7("[" + written + "]");
    goesOnAtPage7("{\"type\":\"STATE\",\"state\":" + written + ",\"type\":\"STATE\"}");
    goesOnAtPage7("{\"type\":\"STREAM\",\"stream\":" + stream + ",\"stream\":null}");
    goesOnAtPage7("{\"type\":\"STREAM\",\"stream\":null,\"stream\":" + stream + "}");
    goesOnAtPage7("{\"type\":\"STREAM\",\"stream\":" + stream + ",\"stream\":" + stream + "}");
    goesOnAtPage7(
        "{\"type\":\"GLOBAL\",\"global\":{\"shared_state\":null,\"shared_state\":null,\"stream_states\":["
            + stream
            + "]}}");
  }

  @Test
  void messageWhoseTypeIsNullIsRead() {
    String stream = stream("{\"page\":7}");
    goesOnAtPage7("[{\"type\":null,\"stream\":" + stream + ",\"global\":null,\"data\":null}]");
    goesOnAtPage7("{\"type\":null,\"global\":{\"stream_states\":[" + stream + "]}}");
    goesOnAtPage7("{\"type\":\"STREAM\",\"stream\":" + stream + "}");
    goesOnAtPage7("{\"type\":\"STATE\",\"state\":{\"type\":null,\"stream\":" + stream + "}}");
  }

  @Test
  void stateThatIsNullIsNone() {
    for (String state : new String[] {"null", "{}"}) {
      Transcript run =
          ConnectorRun.read("[{\"type\":\"STREAM\",\"stream\":" + stream(state) + "}]", STREAM);
      assertThat(run.records()).containsExactly("{\"at\":0}");
    }
    Transcript run =
        ConnectorRun.read("{\"type\":\"STREAM\",\"stream\":{" + DESCRIPTOR + "}}", STREAM);
    assertThat(run.records()).containsExactly("{\"at\":0}");
  }

  @Test
  void envelopeWithTwoValuesOfOneNameIsReadWithAWarning() {
    String file =
        "{\"type\":\"STREAM\",\"stream\":%s,\"stream\":%s}"
            .formatted(stream("{\"page\":3}"), stream("{\"page\":7}"));
    Transcript run = ConnectorRun.read(file, STREAM);
    assertThat(run.records()).containsExactly("{\"at\":7}");
    assertThat(run.warnings("")).hasSize(1);
    assertThat(run.warnings("").get(0)).contains("state file", "'stream'", "twice");
  }

  @Test
  void nameTwiceInsideAStateIsAnErrorThatNamesStreamAndKey() {
    for (String state :
        new String[] {
          "{\"page\":3,\"page\":7}",
          "{\"page\":7,\"page\":7}",
          "{\"page\":null,\"page\":7}",
          "{\"a\":[{\"b\":{\"page\":1,\"page\":2}}]}",
          "{\"stream_state\":{\"page\":1,\"page\":2}}",
        }) {
      for (String file :
          new String[] {
            "[{\"type\":\"STREAM\",\"stream\":" + stream(state) + "}]",
            "{\"type\":\"STREAM\",\"stream\":{\"stream_state\":" + state + "," + DESCRIPTOR + "}}",
            "{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":" + stream(state) + "}}",
            "{\"type\":\"GLOBAL\",\"global\":{\"stream_states\":[" + stream(state) + "]}}",
          }) {
        Transcript run = ConnectorRun.read(file, STREAM);
        assertThat(run.exitCode()).as(file).isEqualTo(1);
        assertThat(run.errors().get(0)).as(file).contains("state file", "'s'", "'page'", "twice");
        assertThat(run.records()).isEmpty();
      }
    }
  }

  @Test
  void nameTwiceInAStateOfTheOldShapeIsAnError() {
    for (String file :
        new String[] {
          "{\"s\":{\"page\":1,\"page\":2}}",
          "{\"type\":\"LEGACY\",\"data\":{\"s\":{\"page\":1,\"page\":2}}}"
        }) {
      Transcript run = ConnectorRun.read(file, STREAM);
      assertThat(run.exitCode()).as(file).isEqualTo(1);
      assertThat(run.errors().get(0)).as(file).contains("'page'", "twice");
    }
  }
}
