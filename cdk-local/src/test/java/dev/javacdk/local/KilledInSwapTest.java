package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Connector;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.local.KilledSyncCommand.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A full refresh in a process of its own, killed while the new table takes the old one's place. */
@Timeout(120)
class KilledInSwapTest {

  private static final int SIGKILL = 128 + 9;
  private static final String FILE = "data.duckdb";
  private static final String LOG = "log.txt";

  /** A file with the old table, which each moment takes a copy of. */
  @TempDir static Path old;

  private static BooksApi api;

  @TempDir Path folder;

  @BeforeAll
  static void syncOnce() throws Exception {
    api = new BooksApi(number -> {});
    api.edition("old");
    assertThat(sync(old)).as(log(old)).isZero();
    assertThat(editions(old)).containsExactly("old|700|700");
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void tableIsWholeBeforeAndAfter(Moment moment) throws Exception {
    Files.copy(old.resolve(FILE), folder.resolve(FILE));
    api.edition("new");
    assertThat(syncKilled(folder, moment)).as(log(folder)).isEqualTo(SIGKILL);
    boolean swapped = moment == Moment.BEHIND_THE_COMMIT;
    assertThat(editions(folder)).containsExactly(swapped ? "new|700|700" : "old|700|700");
    api.edition("newest");
    assertThat(sync(folder)).as(log(folder)).isZero();
    assertThat(rows(folder, "SELECT count(*), count(DISTINCT id) FROM accounts"))
        .containsExactly("700|700");
    assertThat(rows(folder, "SELECT count(*) FROM accounts WHERE name LIKE 'old%'"))
        .containsExactly("0");
    if (swapped) {
      assertThat(editions(folder)).as("it was whole before").containsExactly("new|700|700");
    }
  }

  private static List<String> words(Path folder, String... command) throws IOException {
    Path config =
        Files.writeString(folder.resolve("config.json"), "{\"url\":\"%s\"}".formatted(api.url()));
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--config", config.toString(), "--streams", "accounts"));
    words.addAll(List.of("--into", folder.resolve(FILE).toString()));
    return words;
  }

  /** In this process. */
  private static int sync(Path folder) throws IOException {
    try (OutputStream log = Files.newOutputStream(folder.resolve(LOG));
        PrintStream err = new PrintStream(log, true, StandardCharsets.UTF_8)) {
      return new ConnectorCommand(
              Connector.of(new BooksConnector()),
              OutputStream.nullOutputStream(),
              err,
              new StopSignal())
          .run(words(folder, "sync"));
    }
  }

  /** In a process of its own, which is killed. */
  private static int syncKilled(Path folder, Moment moment) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BooksConnector.class.getName()));
    words.addAll(words(folder, "sync-killed", "--at", moment.name()));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(LOG).toFile())
        .start()
        .waitFor();
  }

  private static String log(Path folder) throws Exception {
    return Files.readString(folder.resolve(LOG));
  }

  private static List<String> editions(Path folder) throws Exception {
    return rows(
        folder,
        "SELECT split_part(name, ' ', 1), count(*), count(DISTINCT id) FROM accounts GROUP BY 1");
  }

  private static List<String> rows(Path folder, String sql) throws Exception {
    try (Database database = Database.open(folder.resolve(FILE))) {
      return database.rows(sql).stream().map(row -> String.join("|", row)).toList();
    }
  }
}
