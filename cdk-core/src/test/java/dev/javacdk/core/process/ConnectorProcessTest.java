package dev.javacdk.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.ProtocolMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process can show: signals, a closed pipe, what is printed. */
class ConnectorProcessTest {

  private static final Duration MOST = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private String[] read = {};

  @BeforeEach
  void files() throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), "{}");
    Path catalog =
        Files.writeString(folder.resolve("catalog.json"), ConnectorRun.catalogOf("endless"));
    read = new String[] {"read", "--config", config.toString(), "--catalog", catalog.toString()};
  }

  private ConnectorProcess.Builder connector() {
    return ConnectorProcess.mainClass(StubbornConnector.class.getName()).args(read);
  }

  private static boolean isTenthState(ProtocolMessage message) {
    return message.isState() && message.json().at("/state/stream/stream_state/page").asLong() == 10;
  }

  @Test
  void sigtermWritesWhatWasCommittedAndExitsWith143() {
    try (ConnectorProcess process =
        connector().terminateWhen(ConnectorProcessTest::isTenthState).start()) {
      assertThat(process.await(MOST)).isEqualTo(143);
      List<ProtocolMessage> messages = process.messages();
      assertThat(messages.get(messages.size() - 1))
          .matches(message -> message.isStatus("INCOMPLETE"), "says that it is incomplete");
      long records = messages.stream().filter(ProtocolMessage::isRecord).count();
      ProtocolMessage last =
          messages.stream().filter(ProtocolMessage::isState).reduce((a, b) -> b).orElseThrow();
      assertThat(last.json().at("/state/stream/stream_state/page").asLong())
          .as("every page that was written whole is committed")
          .isIn(records, records - 1);
      assertThat(process.incompleteLine()).isEmpty();
    }
  }

  @Test
  void whatIsPrintedToSystemOutBecomesALogMessage() {
    try (ConnectorProcess process =
        connector().terminateWhen(ConnectorProcessTest::isTenthState).start()) {
      process.await(MOST);
      assertThat(process.strayLines()).as("lines that are no messages").isEmpty();
      assertThat(process.messages())
          .anyMatch(message ->
              message.type().equals("LOG")
                  && message
                      .json()
                      .at("/log/message")
                      .asString()
                      .startsWith("a library says hello"));
    }
  }

  @Test
  void whatIsSaidThroughJavaUtilLoggingBecomesALogMessage() {
    for (boolean debug : new boolean[] {false, true}) {
      ConnectorProcess.Builder connector = debug ? connector().args("--debug") : connector();
      try (ConnectorProcess process =
          connector.terminateWhen(ConnectorProcessTest::isTenthState).start()) {
        process.await(MOST);
        List<String> logs =
            process.messages().stream()
                .filter(message -> message.type().equals("LOG"))
                .map(message ->
                    message.json().at("/log/level").asString()
                        + " "
                        + message.json().at("/log/message").asString())
                .toList();
        assertThat(logs).contains("WARN a library warns of page 3");
        assertThat(logs.contains("DEBUG a library says little")).isEqualTo(debug);
        assertThat(process.stderr()).doesNotContain("library");
      }
    }
  }

  private Process start(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            read[0],
            read[1],
            read[2],
            read[3],
            read[4])
        .start();
  }

  @Test
  void sigtermEndsWith143AlsoWhereNobodyReadsStdout() throws Exception {
    Process process = start(WideConnector.class);
    try {
      // More than the pipe holds: whoever writes the record now waits for a reader.
      assertThat(process.getInputStream().readNBytes(100_000)).hasSize(100_000);
      process.toHandle().destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void closedStdoutEndsTheProcessPromptly() throws Exception {
    Process process = start(StubbornConnector.class);
    try (InputStream stdout = process.getInputStream()) {
      assertThat(stdout.readNBytes(200)).hasSize(200);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .hasSize(1);
  }
}
