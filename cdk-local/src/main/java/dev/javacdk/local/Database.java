package dev.javacdk.local;

import com.google.common.base.Throwables;
import dev.javacdk.api.error.ConfigError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A DuckDB file, opened by this process alone. Confined to one thread at a time. */
final class Database implements AutoCloseable {

  private static final String MEMORY = "128MB";

  private final Connection connection;
  private final Consumer<String> beforeEach;

  private Database(Connection connection, Consumer<String> beforeEach) {
    this.connection = connection;
    this.beforeEach = beforeEach;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws ConfigError where it cannot be: it is no database, another process has it
   */
  static Database open(Path file) {
    return open(file, sql -> {});
  }

  /**
   * The same.
   *
   * @param beforeEach is told each statement that changes something, before it is executed
   */
  static Database open(Path file, Consumer<String> beforeEach) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ConfigError("database " + file + " cannot be opened: its folder does not exist");
    }
    try {
      Database database =
          new Database(
              DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath()), beforeEach);
      database.execute("SET memory_limit = '" + MEMORY + "'");
      database.execute("SET temp_directory = " + literal(file.toAbsolutePath() + ".spill"));
      database.execute("SET timezone = 'UTC'");
      database.execute("SET preserve_insertion_order = false");
      return database;
    } catch (SQLException e) {
      throw new ConfigError("database " + file + " cannot be opened: " + why(e), e);
    } catch (LinkageError e) {
      // The driver unpacks its library at each start.
      throw new ConfigError(
          "DuckDB's library cannot be loaded; it needs 80 MB in the folder %s, from which libraries may be loaded (-Djava.io.tmpdir=... says another one): %s"
              .formatted(System.getProperty("java.io.tmpdir"), Throwables.getRootCause(e)),
          e);
    }
  }

  private static String why(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (message.contains("lock")) {
      return "another process has it, and DuckDB lets in one at a time, not even to read; close it there, or read a copy";
    }
    return message.contains("not a valid DuckDB database") ? "it is no DuckDB database" : message;
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** Does it all, or nothing of it. */
  void inTransaction(Work work) throws SQLException {
    execute("BEGIN TRANSACTION");
    try {
      work.run();
      execute("COMMIT");
    } catch (SQLException | RuntimeException | Error e) {
      try {
        execute("ROLLBACK");
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  void execute(String sql) throws SQLException {
    beforeEach.accept(sql);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement that changes rows; returns how many. */
  long changed(String sql) throws SQLException {
    beforeEach.accept(sql);
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  /** Runs a statement with these values for its question marks. */
  void update(String sql, @Nullable Object... values) throws SQLException {
    beforeEach.accept(sql);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  /** The rows of a query, each value as text; null where there is none. */
  List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Appends to a table of this connection alone. */
  DuckDBAppender appender(String temporaryTable) throws SQLException {
    return connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", temporaryTable);
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String name(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
