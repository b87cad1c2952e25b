package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.local.KilledSyncCommand.Moment;
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
    assertThat(run(old, "sync")).as(log(old)).isZero();
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
    assertThat(run(folder, "sync-killed", "--at", moment.name()))
        .as(log(folder))
        .isEqualTo(SIGKILL);
    boolean swapped = moment == Moment.BEHIND_THE_COMMIT;
    assertThat(editions(folder)).containsExactly(swapped ? "new|700|700" : "old|700|700");
    api.edition("newest");
    assertThat(run(folder, "sync")).as(log(folder)).isZero();
    assertThat(rows(folder, "SELECT count(*), count(DISTINCT id) FROM accounts"))
        .containsExactly("700|700");
    assertThat(rows(folder, "SELECT count(*) FROM accounts WHERE name LIKE 'old%'"))
        .containsExactly("0");
    if (swapped) {
      assertThat(editions(folder)).as("it was whole before").containsExactly("new|700|700");
    }
  }

  private static int run(Path folder, String... command) throws Exception {
    Path config =
        Files.writeString(folder.resolve("config.json"), "{\"url\":\"%s\"}".formatted(api.url()));
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                BooksConnector.class.getName()));
    words.addAll(List.of(command));
    words.addAll(List.of("--config", config.toString(), "--streams", "accounts"));
    words.addAll(List.of("--into", folder.resolve(FILE).toString()));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()))
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
