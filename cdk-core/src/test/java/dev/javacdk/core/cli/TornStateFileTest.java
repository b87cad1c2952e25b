package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** A state file that was being written when the attempt was killed. */
class TornStateFileTest {

  private static final Stream STREAM =
      Streams.paged(
          "s",
          (slice, output, context) -> {
            output.emit(
                JsonNodeFactory.instance.objectNode().put("at", slice.cursor().number("page", 0)));
            return Progress.complete();
          });

  private static String line(int page) {
    return "{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"s\"},\"stream_state\":{\"page\":%d}}}}"
        .formatted(page);
  }

  private static final String TORN = line(7).substring(0, 60);

  @Test
  void lastLineThatIsNoJsonIsLeftOutWithAWarning() {
    for (String end : new String[] {"", "\n", "\r\n\n"}) {
      for (String torn :
          new String[] {TORN, "{\"type\"", "{", "\"", line(7).replace("}}}}", "}}}")}) {
        Transcript run = ConnectorRun.read(line(1) + "\n" + line(2) + "\n" + torn + end, STREAM);
        assertThat(run.errors()).isEmpty();
        assertThat(run.records()).containsExactly("{\"at\":2}");
        assertThat(run.logs())
            .anySatisfy(text -> assertThat(text).contains("last line is no JSON and is left out"));
      }
    }
  }

  @Test
  void allThatAnAttemptHasWrittenIsTaken() {
    String record =
        "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"data\":{\"at\":1,\"at\":2},\"emitted_at\":1}}";
    String log = "{\"type\":\"LOG\",\"log\":{\"level\":\"INFO\",\"message\":\"x\"}}";
    String written = String.join("\n", log, record, line(1), record, line(2), record, record);
    for (String end : new String[] {"", "\n", record.substring(0, 30)}) {
      Transcript run = ConnectorRun.read(written + "\n" + end, STREAM);
      assertThat(run.errors()).isEmpty();
      assertThat(run.records()).containsExactly("{\"at\":2}");
    }
  }

  @Test
  void fileOfNothingButATornStateMessageIsNoState() {
    for (String end : new String[] {"", "\n"}) {
      Transcript run = ConnectorRun.read(TORN + end, STREAM);
      assertThat(run.records()).containsExactly("{\"at\":0}");
      assertThat(run.logs()).anySatisfy(text -> assertThat(text).contains("is left out"));
    }
  }

  @Test
  void whatIsBrokenElsewhereIsRefused() {
    for (String broken :
        new String[] {
          line(1) + "\n" + TORN + "\n" + line(2),
          "[" + line(1) + ",\n" + line(2),
          "not json at all",
          "{\"page\":"
        }) {
      Transcript run = ConnectorRun.read(broken, STREAM);
      assertThat(run.exitCode()).as(broken).isEqualTo(1);
      assertThat(run.errors().get(0)).as(broken).contains("state file", "is not JSON, line");
    }
  }
}
