package dev.javacdk.examples.demo;

import dev.javacdk.examples.hubspot.HubSpotSource;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Syncs a local HubSpot of 8,000 contacts into a database with the example connector, kills the
 * sync with SIGKILL in the middle of the contacts and again in the middle of their notes, starts it
 * again each time, and looks at the tables. Exits with 1 if a row is missing or there twice.
 */
public final class KillAndResume {

  private static final int CONTACTS = 8_000;
  private static final int COMPANIES = 3_000;
  private static final int DEALS = 2_000;
  private static final int CONTACTS_WITH_NOTES = 400;
  private static final int NOTES = 150;

  private final PrintStream out = System.out;
  private final HubSpotApi api;
  private final Path folder;
  private final Path file;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong killAt = new AtomicLong(Long.MAX_VALUE);
  private final AtomicReference<@Nullable Process> running = new AtomicReference<>();

  private KillAndResume(HubSpotApi api, Path folder) {
    this.api = api;
    this.folder = folder;
    this.file = folder.resolve("data.duckdb");
    api.api().onRequest(request -> onRequest());
  }

  /** Runs the demo; no arguments. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("javacdk-demo");
    try (HubSpotApi api =
        HubSpotApi.builder()
            .contacts(CONTACTS)
            .companies(COMPANIES)
            .deals(DEALS)
            .notes(contact -> contact < CONTACTS_WITH_NOTES ? NOTES : 0)
            .token("pat-demo")
            .start()) {
      boolean right = new KillAndResume(api, folder).run();
      System.exit(right ? 0 : 1);
    }
  }

  /** At a request of the reader's, so that it is killed wherever it is by then. */
  private void onRequest() {
    Process process = running.get();
    if (requests.incrementAndGet() == killAt.get() && process != null) {
      process.destroyForcibly();
    }
  }

  private boolean run() throws Exception {
    out.printf(
        "A local API plays HubSpot: %,d contacts, %,d companies, %,d deals, and %d notes for each of%n",
        CONTACTS, COMPANIES, DEALS, NOTES);
    out.printf("the first %,d contacts. They go into %s%n%n", CONTACTS_WITH_NOTES, file);
    attempt("killed in the middle of the contacts", 40);
    attempt("goes on, killed in the middle of the notes", 500);
    attempt("goes on, left alone", Long.MAX_VALUE);
    return look();
  }

  /**
   * Runs the sync.
   *
   * @param more after so many requests it is killed
   */
  private void attempt(String title, long more) throws IOException, InterruptedException {
    out.printf("--- sync: %s%n", title);
    long before = requests.get();
    killAt.set(more == Long.MAX_VALUE ? more : before + more);
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                HubSpotSource.class.getName(),
                "sync",
                "--config",
                config(),
                "--into",
                file.toString())
            .inheritIO()
            .start();
    running.set(process);
    int exit = process.waitFor();
    out.printf(
        "%s after %,d requests%n%n",
        exit == 137 ? "KILLED (SIGKILL)" : "Ended (exit code " + exit + ")",
        requests.get() - before);
  }

  /** What is in the tables, and what should be. */
  private boolean look() throws SQLException {
    boolean right = true;
    out.printf("  %-10s %8s %8s %10s%n", "table", "rows", "ids", "in the API");
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = database.createStatement()) {
      for (Table table :
          List.of(
              new Table("contacts", CONTACTS),
              new Table("companies", COMPANIES),
              new Table("deals", DEALS),
              new Table("notes", CONTACTS_WITH_NOTES * (long) NOTES))) {
        try (ResultSet counts =
            statement.executeQuery("SELECT count(*), count(DISTINCT id) FROM " + table.name())) {
          counts.next();
          long rows = counts.getLong(1);
          long ids = counts.getLong(2);
          out.printf("  %-10s %,8d %,8d %,10d%n", table.name(), rows, ids, table.rows());
          right &= rows == table.rows() && ids == table.rows();
        }
      }
      String query =
          """
          SELECT c.id, c."createdAt", count(*) AS notes
            FROM contacts c JOIN notes n ON n._partition->>'$.contact_id' = c.id
            GROUP BY c.id, c."createdAt" ORDER BY notes DESC, c.id::BIGINT LIMIT 3\
          """;
      out.printf("%n%s%n", query.indent(2));
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          out.printf("  %s  %s  %d%n", rows.getString(1), rows.getString(2), rows.getLong(3));
        }
      }
    }
    out.printf(
        "%n%s%n",
        right ? "Every row is there, and none twice." : "Rows are missing or there twice.");
    return right;
  }

  private record Table(String name, long rows) {}

  /** A state after every page, so that a kill costs no more than a page. */
  private String config() throws IOException {
    return Files.writeString(
            folder.resolve("config.json"),
            "{\"access_token\": \"pat-demo\", \"base_url\": \"%s\", \"_checkpoint_seconds\": 0}"
                .formatted(api.baseUrl()))
        .toString();
  }
}
