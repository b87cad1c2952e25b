package dev.javacdk.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Connector;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.sync.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The same connector as a program on this machine. */
final class OneMachine {

  private final Path folder;

  OneMachine(Path folder) {
    this.folder = folder;
  }

  /**
   * What an attempt has written.
   *
   * @param ids of the records
   * @param covered how many of them came before its last state
   * @param state its states, as lines
   */
  record Attempt(int exit, List<String> ids, int covered, String state, String stderr) {

    /** Those that nobody reads again who goes on from its last state. */
    List<String> coveredIds() {
      return ids.subList(0, covered);
    }

    /** What the last state says. */
    JsonNode lastState() {
      String last = state.lines().reduce((a, b) -> b).orElse("{}");
      return ExactJson.MAPPER.readTree(last).at("/state/stream/stream_state");
    }
  }

  /** Reads a stream from a state, until so many bytes were written: then it is as if killed. */
  Attempt read(String stream, int shelves, String state, long bytes) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            LibrarySource.config(shelves).replace("}", ",\"_checkpoint_seconds\":0}"));
    Path catalog =
        Files.writeString(
            folder.resolve("catalog.json"),
            """
            {"streams":[{"stream":{"name":"%s","json_schema":{}},
              "sync_mode":"full_refresh","destination_sync_mode":"append"}]}\
            """
                .formatted(stream));
    List<String> args =
        new ArrayList<>(
            List.of("read", "--config", config.toString(), "--catalog", catalog.toString()));
    if (!state.isEmpty()) {
      args.add("--state");
      args.add(Files.writeString(folder.resolve("state.json"), state).toString());
    }
    Torn out = new Torn(bytes);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        new ConnectorCommand(
                Connector.of(new LibrarySource()),
                out,
                new PrintStream(err, true, UTF_8),
                new StopSignal())
            .run(args);
    List<String> ids = new ArrayList<>();
    int covered = 0;
    StringBuilder states = new StringBuilder(state);
    for (String line : out.lines()) {
      if (line.startsWith("{\"type\":\"RECORD\"")) {
        ids.add(ExactJson.MAPPER.readTree(line).at("/record/data/id").asString());
      } else if (line.startsWith("{\"type\":\"STATE\"")) {
        states.append(line).append('\n');
        covered = ids.size();
      }
    }
    return new Attempt(exit, ids, covered, states.toString(), err.toString(UTF_8));
  }

  /** Reads a stream to its end. */
  Attempt read(String stream, int shelves, String state) throws Exception {
    Attempt attempt = read(stream, shelves, state, Long.MAX_VALUE);
    assertThat(attempt.exit()).as(attempt.stderr()).isZero();
    return attempt;
  }

  /** Breaks in mid-line. */
  private static final class Torn extends OutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final long most;

    Torn(long most) {
      this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
      if (written.size() >= most) {
        throw new IOException("broken pipe");
      }
      written.write(b);
    }

    List<String> lines() {
      String text = written.toString(UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
  }
}
