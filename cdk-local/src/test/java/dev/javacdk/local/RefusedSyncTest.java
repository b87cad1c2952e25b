package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sync, in a process of its own, whose file takes nothing or not all: said, and nothing lost. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@DisabledOnOs(OS.WINDOWS)
class RefusedSyncTest {

  @TempDir private Path folder;

  private BooksApi api;
  private Path config;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    api = new BooksApi(number -> {});
    file = folder.resolve("data.duckdb");
    config =
        Files.writeString(
            folder.resolve("config.json"),
            "{\"url\":\"%s\",\"_checkpoint_seconds\":0}".formatted(api.url()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private record Ran(int exit, String said) {}

  /**
   * Runs a sync.
   *
   * @param before a command of the shell that comes first
   */
  private Ran sync(String before, String streams) throws Exception {
    String java =
        "'%s' -XX:-UsePerfData -Xmx128m -cp '%s' %s sync --config '%s' --into '%s' --streams %s"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                BooksConnector.class.getName(),
                config,
                file,
                streams);
    Process process =
        new ProcessBuilder("sh", "-c", before + java)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  private String count(String table) throws Exception {
    try (Database database = Database.open(file)) {
      return String.join(
          " ", database.rows("SELECT count(*), count(DISTINCT id) FROM " + table).get(0));
    }
  }

  @Test
  void fileThatAnotherProcessHasIsNamedAndNotTouched() throws Exception {
    try (Database database = Database.open(file)) {
      database.execute("CREATE TABLE kept AS SELECT 1 AS id");
      Ran ran = sync("", "accounts");
      assertThat(ran.exit()).as(ran.said()).isEqualTo(1);
      assertThat(ran.said())
          .contains("ERROR database " + file + " cannot be opened: another process has it")
          .doesNotContain("at dev.javacdk");
    }
    assertThat(count("kept")).isEqualTo("1 1");
  }

  @Test
  void fileThatIsNoDatabaseIsNamedAndNotTouched() throws Exception {
    Files.writeString(file, "a letter to a friend, of some length".repeat(1_000));
    Ran ran = sync("", "accounts");
    assertThat(ran.exit()).as(ran.said()).isEqualTo(1);
    assertThat(ran.said()).contains("cannot be opened: it is no DuckDB database");
    assertThat(file).content().startsWith("a letter to a friend");
  }

  /** Where the driver finds no room for its library, no file of this process may grow past 1 MB. */
  @Test
  void libraryThatCannotBeUnpackedIsSaidInOneLine() throws Exception {
    Ran ran = sync("ulimit -f 2000; ", "accounts");
    assertThat(ran.exit()).as(ran.said()).isEqualTo(1);
    assertThat(ran.said())
        .contains("ERROR DuckDB's library cannot be loaded", "java.io.tmpdir")
        .doesNotContain("at dev.javacdk");
  }

  @Test
  void diskWithoutRoomIsSaidAndTheNextSyncHasEveryRowOnce() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(run("mount -t tmpfs -o size=3m tmpfs " + disk) == 0, "no disk can be made here");
    try {
      file = disk.resolve("data.duckdb");
      assertThat(sync("", "accounts").exit()).isZero();
      // What is left is too little for the events.
      Path ballast = disk.resolve("ballast");
      run("dd if=/dev/zero bs=1k count=3000 of=" + ballast);
      Ran full = sync("", "events");
      assertThat(full.exit()).as(full.said()).isEqualTo(1);
      assertThat(full.said()).contains("ERROR ").doesNotContain("at dev.javacdk");
      Files.delete(ballast);
      assertThat(count("accounts")).isEqualTo(BooksApi.ACCOUNTS + " " + BooksApi.ACCOUNTS);
      Ran after = sync("", "accounts,events");
      assertThat(after.exit()).as(after.said()).isZero();
      assertThat(count("accounts")).isEqualTo(BooksApi.ACCOUNTS + " " + BooksApi.ACCOUNTS);
      assertThat(count("events")).isEqualTo(BooksApi.EVENTS + " " + BooksApi.EVENTS);
    } finally {
      run("umount " + disk);
    }
  }

  private static int run(String command) throws Exception {
    return new ProcessBuilder("sh", "-c", command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
