package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Connector;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.terminal.Screen;
import dev.javacdk.core.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {

  @TempDir private Path folder;

  private BooksApi api;
  private Path config;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws Exception {
    api = new BooksApi(number -> {});
    config =
        Files.writeString(folder.resolve("config.json"), "{\"url\":\"%s\"}".formatted(api.url()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private int run(Terminal terminal, String... args) {
    Screen screen = new Screen(new PrintStream(err, true, StandardCharsets.UTF_8), terminal);
    return new ConnectorCommand(
            Connector.of(new BooksConnector()), out, terminal, screen, new StopSignal())
        .run(List.of(args));
  }

  @Test
  void theFirstRecordsOfEachStreamAreShownAsTables() {
    int exit = run(Terminal.none(), "preview", "--config", config.toString(), "--rows", "2");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "accounts",
            "id  name       open",
            " 0  account 0  true",
            " 1  account 1  false",
            "",
            "entries",
            "id  account  amount",
            " 0        0    0.25",
            " 1        0    1.25",
            "",
            "events",
            "id  at                    what",
            " 0  2026-08-01T00:00:00Z  thing 0",
            " 1  2026-08-01T00:00:01Z  thing 1",
            "");
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("ERROR");
    assertThat(exit).isZero();
  }

  @Test
  void aTerminalsWidthIsKept() {
    run(
        new Terminal(true, false, 21),
        "preview",
        "--config",
        config.toString(),
        "--stream",
        "events",
        "--rows",
        "1");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("events", "id  at        what", " 0  2026-08…  thing 0", "");
  }

  @Test
  void wrongNamesAndNumbersAreSaid() {
    int rows = run(Terminal.none(), "preview", "--config", config.toString(), "--rows", "0");
    int name =
        run(Terminal.none(), "preview", "--config", config.toString(), "--stream", "acounts");
    assertThat(List.of(rows, name)).containsExactly(1, 1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .contains(
            "ERROR --rows must be at least 1, not 0",
            "ERROR --streams names stream 'acounts', which this source does not have; it has accounts,"
                + " entries, events; did you mean 'accounts'?");
  }
}
