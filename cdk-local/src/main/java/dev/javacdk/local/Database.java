package dev.javacdk.local;

import com.google.common.base.Throwables;
import dev.javacdk.api.error.ConfigError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A DuckDB file, opened by this process alone. Confined to one thread at a time. */
final class Database implements AutoCloseable {

  private static final String MEMORY = "128MB";
  private static final Pattern PID = Pattern.compile("PID \\d+");
  private static final Set<Integer> NUMBERS =
      Set.of(Types.INTEGER, Types.BIGINT, Types.DOUBLE, Types.DECIMAL, Types.SMALLINT);

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
    return connect(file, new Properties(), beforeEach);
  }

  /** Opens a file that exists, to look at it only. */
  static Database read(Path file) {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    return connect(file, readOnly, sql -> {});
  }

  private static Database connect(Path file, Properties how, Consumer<String> beforeEach) {
    try {
      Database database =
          new Database(
              DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), how), beforeEach);
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
      return "another process has it%s, and DuckDB lets in one at a time, not even to read; close it there, or read a copy"
          .formatted(pid(message));
    }
    return message.contains("not a valid DuckDB database") ? "it is no DuckDB database" : message;
  }

  /** {@code (PID 17)}, as DuckDB says it; empty where it does not. */
  private static String pid(String message) {
    Matcher pid = PID.matcher(message);
    return pid.find() ? " (" + pid.group() + ")" : "";
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

  /**
   * What a query has found.
   *
   * @param columns the headings; one of numbers begins with {@code >}
   * @param rows each value as text; empty where there is none
   * @param hasMore whether there are more rows than were asked for
   */
  record Found(List<String> columns, List<List<String>> rows, boolean hasMore) {}

  /** Runs a query, and takes so many rows at most. */
  Found find(String sql, long most) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return new Found(List.of(), List.of(), false);
      }
      try (ResultSet result = statement.getResultSet()) {
        ResultSetMetaData about = result.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
          boolean isNumber = NUMBERS.contains(about.getColumnType(i));
          columns.add((isNumber ? ">" : "") + about.getColumnLabel(i));
        }
        List<List<String>> rows = new ArrayList<>();
        boolean more = result.next();
        while (more && rows.size() < most) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns.size(); i++) {
            row.add(Objects.requireNonNullElse(result.getString(i), ""));
          }
          rows.add(row);
          more = result.next();
        }
        return new Found(columns, rows, more);
      }
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
