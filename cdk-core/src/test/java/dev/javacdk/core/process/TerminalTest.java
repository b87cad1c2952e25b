package dev.javacdk.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command as people and as platforms run it: into a pipe, in a terminal, with no input. */
class TerminalTest {

  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir private Path folder;

  /** Runs the connector; what it writes on standard output. */
  private String run(boolean terminal, boolean input, String... args) throws Exception {
    Path config = Files.writeString(folder.resolve("config.json"), "{}");
    String java =
        "'%s' -cp '%s' %s %s"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                StubbornConnector.class.getName(),
                String.join(" ", args).replace("CONFIG", "--config '" + config + "'"));
    String command = java + (input ? "" : " < /dev/null") + " 2> '" + folder + "/err.txt'";
    ProcessBuilder builder =
        terminal
            ? new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
            : new ProcessBuilder("sh", "-c", command);
    builder.environment().put("COLUMNS", "100");
    Process process = builder.redirectError(Redirect.DISCARD).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out + Files.readString(folder.resolve("err.txt"))).isZero();
    return out.replace("\r", "");
  }

  private static void assumeTerminals() throws IOException {
    assumeTrue(Files.isExecutable(SCRIPT), "no pseudo terminal can be made here");
  }

  @Test
  void intoAPipeEveryCommandWritesMessages() throws Exception {
    for (boolean input : List.of(true, false)) {
      assertThat(run(false, input, "spec")).startsWith("{\"type\":\"SPEC\"");
      assertThat(run(false, input, "check", "CONFIG")).contains("{\"type\":\"CONNECTION_STATUS\"");
      assertThat(run(false, input, "discover", "CONFIG"))
          .contains("{\"type\":\"CATALOG\"")
          .doesNotContain("streams.\n");
    }
  }

  @Test
  void atATerminalTheyAnswerInWordsAlsoWithoutInput() throws Exception {
    assumeTerminals();
    for (boolean input : List.of(true, false)) {
      assertThat(run(true, input, "spec")).contains("needs no config").doesNotContain("\"type\"");
      assertThat(run(true, input, "check", "CONFIG")).contains("the config works");
      assertThat(run(true, input, "discover", "CONFIG"))
          .contains("stream", "endless", "in full", "1 stream.")
          .doesNotContain("\"type\"");
    }
  }

  @Test
  void messagesCanBeHadAtATerminalAndReadWritesNothingElse() throws Exception {
    assumeTerminals();
    assertThat(run(true, true, "discover", "CONFIG", "--json")).contains("{\"type\":\"CATALOG\"");
    String catalog = run(true, true, "catalog", "CONFIG");
    Path file = Files.writeString(folder.resolve("catalog.json"), catalog);
    String read = run(true, true, "read", "CONFIG", "--limit", "3", "--catalog", "'" + file + "'");
    assertThat(read.lines()).allMatch(line -> line.startsWith("{\"type\":"));
    assertThat(read.lines().filter(line -> line.startsWith("{\"type\":\"RECORD\""))).hasSize(3);
  }
}
