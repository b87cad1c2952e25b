package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A sync in a process of its own, killed again and again: no row is lost, none is there twice. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledIntoDatabaseTest {

  private static final int KILLS = Boolean.getBoolean("javacdk.full") ? 20 : 1;

  /** Of the first sync: what is asked for while nothing is killed. */
  private static final int REQUESTS = 1_500;

  @TempDir Path folder;

  private final AtomicReference<Process> running = new AtomicReference<>();
  private final AtomicLong killAt = new AtomicLong(Long.MAX_VALUE);

  private void onRequest(long number) {
    if (number >= killAt.get()) {
      killAt.set(Long.MAX_VALUE);
      Process process = running.get();
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private int sync(Path file, Path config) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                BooksConnector.class.getName(),
                "sync",
                "--config",
                config.toString(),
                "--into",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(folder.resolve("log.txt").toFile()))
            .start();
    running.set(process);
    return process.waitFor();
  }

  @Test
  void everyRowIsThereOnce() throws Exception {
    Random random = new Random(7);
    Path file = folder.resolve("data.duckdb");
    int killed = 0;
    AtomicLong last = new AtomicLong();
    try (BooksApi api =
        new BooksApi(number -> {
          last.set(number);
          onRequest(number);
        })) {
      Path config =
          Files.writeString(
              folder.resolve("config.json"),
              "{\"url\":\"%s\",\"_checkpoint_seconds\":0}".formatted(api.url()));
      for (int kill = 0; kill < KILLS; kill++) {
        killAt.set(last.get() + 2 + random.nextInt(REQUESTS / (KILLS + 1)));
        int exit = sync(file, config);
        killed += exit == 0 ? 0 : 1;
      }
      killAt.set(Long.MAX_VALUE);
      assertThat(sync(file, config)).as(log()).isZero();
      assertThat(killed).isEqualTo(KILLS);
      assertRows(
          file,
          "accounts",
          "id, name, open",
          LongStream.range(0, BooksApi.ACCOUNTS).mapToObj(BooksApi::account).toList());
      assertRows(
          file,
          "entries",
          "id, account, amount",
          LongStream.range(0, BooksApi.ACCOUNTS)
              .boxed()
              .flatMap(account ->
                  LongStream.range(0, BooksApi.ENTRIES).mapToObj(n -> BooksApi.entry(account, n)))
              .toList());
      assertRows(
          file,
          "events",
          "id, \"at\", what",
          LongStream.range(0, BooksApi.EVENTS).mapToObj(BooksApi::event).toList());
    }
  }

  private String log() throws Exception {
    return Files.readString(new File(folder.toFile(), "log.txt").toPath());
  }

  private static void assertRows(Path file, String table, String columns, List<String> expected)
      throws Exception {
    try (Database database = Database.open(file)) {
      JsonMapper json = JsonMapper.builder().build();
      assertThat(
              database.rows(
                  "SELECT to_json(t) FROM (SELECT %s FROM %s) t".formatted(columns, table)))
          .as(table)
          .extracting(row -> json.readTree(row.get(0)))
          .containsExactlyInAnyOrderElementsOf(expected.stream().map(json::readTree).toList());
    }
  }
}
