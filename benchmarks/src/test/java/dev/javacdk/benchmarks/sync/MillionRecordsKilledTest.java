package dev.javacdk.benchmarks.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sync of 1,000,000 records (a quarter of them by default) by four workers, killed with SIGKILL
 * again and again: its tables are, in every column, what the API says when it is asked page by
 * page.
 */
@Timeout(600)
class MillionRecordsKilledTest {

  private static final boolean FULL = Boolean.getBoolean("javacdk.full");
  private static final long RECORDS = FULL ? 1_000_000 : 250_000;
  private static final int LIMIT = 1_000;
  private static final int KILLS = FULL ? 20 : 3;
  private static final long SEED = 16;

  /** Of a sync that nobody kills: 2 in 5 of contacts, a few of shops, 2 of orders, 1 of events. */
  private static final int REQUESTS = (int) (RECORDS / LIMIT);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  private final AtomicReference<Process> running = new AtomicReference<>();
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong killAt = new AtomicLong(Long.MAX_VALUE);

  @Test
  void tablesAreWhatTheApiSays() throws Exception {
    Random random = new Random(SEED);
    try (ShopApi api = ShopApi.start(RECORDS, this::onRequest)) {
      String url = "http://127.0.0.1:" + api.port();
      Path config =
          Files.writeString(
              folder.resolve("config.json"), "{\"url\":\"%s\",\"_concurrency\":4}".formatted(url));
      for (int kill = 0; kill < KILLS; kill++) {
        killAt.set(last.get() + 2 + random.nextInt(REQUESTS / (KILLS + 1)));
        assertThat(sync(config)).as("killed; seed %d\n%s", SEED, log()).isEqualTo(128 + 9);
      }
      killAt.set(Long.MAX_VALUE);
      assertThat(sync(config)).as(log()).isZero();
      try (Connection database =
          DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("data.duckdb"))) {
        assertSame(
            database,
            url,
            "contacts",
            "{\"id\":\"BIGINT\",\"name\":\"VARCHAR\",\"email\":\"VARCHAR\",\"active\":\"BOOLEAN\",\"createdAt\":\"TIMESTAMPTZ\",\"tags\":\"JSON\",\"address\":\"JSON\"}",
            "true");
        assertSame(
            database,
            url,
            "orders",
            "{\"id\":\"BIGINT\",\"shop\":\"BIGINT\",\"amount\":\"DOUBLE\",\"currency\":\"VARCHAR\",\"paid\":\"BOOLEAN\",\"placedAt\":\"TIMESTAMPTZ\",\"note\":\"VARCHAR\"}",
            "true");
        assertSame(
            database,
            url,
            "events",
            "{\"id\":\"BIGINT\",\"kind\":\"VARCHAR\",\"contact\":\"BIGINT\",\"updatedAt\":\"TIMESTAMPTZ\",\"text\":\"VARCHAR\"}",
            "kind = 'updated'");
      }
    }
  }

  private void onRequest(long number) {
    last.set(number);
    if (number >= killAt.get()) {
      killAt.set(Long.MAX_VALUE);
      Process process = running.get();
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private int sync(Path config) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ShopConnector.class.getName(),
                "sync",
                "--config",
                config.toString(),
                "--into",
                folder.resolve("data.duckdb").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log.txt").toFile()))
            .start();
    running.set(process);
    return process.waitFor();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log.txt"));
  }

  /** Every row that the API has, as often as it has it, and none besides. */
  private void assertSame(
      Connection database, String url, String table, String columns, String kept) throws Exception {
    Path pages = pages(url, table);
    try (Statement statement = database.createStatement()) {
      statement.execute(
          """
          CREATE TEMP TABLE said_%1$s AS SELECT * FROM (
            SELECT unnest(json_transform(item, '%2$s')) FROM (
              SELECT unnest(items) AS item FROM read_json('%3$s', columns = {items: 'JSON[]'})))
          WHERE %4$s\
          """
              .formatted(table, columns, pages, kept));
    }
    String said = "SELECT * FROM said_" + table;
    String synced = "SELECT %s FROM main.%s".formatted(names(database, "said_" + table), table);
    long rows = number(database, "SELECT count(*) FROM main." + table);
    assertThat(rows).as(table).isEqualTo(number(database, "SELECT count(*) FROM said_" + table));
    assertThat(number(database, "SELECT count(DISTINCT id) FROM main." + table)).isEqualTo(rows);
    assertThat(rows).as(table).isGreaterThan(RECORDS * 9 / 100);
    String differing = "SELECT count(*) FROM ((%s) EXCEPT ALL (%s))";
    assertThat(number(database, differing.formatted(said, synced))).as(table + " lost").isZero();
    assertThat(number(database, differing.formatted(synced, said))).as(table + " made").isZero();
  }

  private static String names(Connection database, String table) throws SQLException {
    StringBuilder names = new StringBuilder();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT column_name FROM information_schema.columns WHERE table_name = '%s' ORDER BY ordinal_position"
                    .formatted(table))) {
      while (rows.next()) {
        names.append(names.isEmpty() ? "" : ", ").append('"').append(rows.getString(1)).append('"');
      }
    }
    return names.toString();
  }

  private static long number(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What the API answers, a page a line. */
  private Path pages(String url, String table) throws IOException, InterruptedException {
    Path file = folder.resolve(table + ".jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      if (table.equals("orders")) {
        for (long shop = 0; shop < ShopApi.shops(RECORDS); shop++) {
          pages(url + "/shops/" + shop + "/orders", out);
        }
      } else {
        pages(url + "/" + table, out);
      }
    }
    return file;
  }

  private static void pages(String url, BufferedWriter out)
      throws IOException, InterruptedException {
    for (long offset = 0; ; offset += LIMIT) {
      String page =
          CLIENT
              .send(
                  HttpRequest.newBuilder(
                          URI.create("%s?offset=%d&limit=%d".formatted(url, offset, LIMIT)))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      if (page.equals("{\"items\":[]}")) {
        return;
      }
      out.write(page);
      out.newLine();
    }
  }
}
