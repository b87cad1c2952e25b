package dev.javacdk.local;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states in the file, by stream. Confined to one thread at a time. */
final class SyncedStreams {

  private static final String TABLE = "_javacdk.streams";
  private static final String RUN = "_javacdk.run";

  /** What the run under way was asked for and has not come to the end of. */
  private static final String UNREAD = "_javacdk.unread";

  private final Database database;

  SyncedStreams(Database database) throws SQLException {
    this.database = database;
    database.execute("CREATE SCHEMA IF NOT EXISTS _javacdk");
    database.execute("CREATE TABLE IF NOT EXISTS " + RUN + " (number BIGINT, finished BOOLEAN)");
    database.execute(
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (namespace VARCHAR, stream VARCHAR, run BIGINT, generation BIGINT, anew BIGINT, finished BOOLEAN, gathers BOOLEAN, state VARCHAR, PRIMARY KEY (namespace, stream))");
    database.execute(
        "CREATE TABLE IF NOT EXISTS "
            + UNREAD
            + " (namespace VARCHAR, stream VARCHAR, PRIMARY KEY (namespace, stream))");
  }

  Map<StreamKey, SyncedStream> all() throws SQLException {
    Map<StreamKey, SyncedStream> all = new HashMap<>();
    for (List<String> row :
        database.rows(
            "SELECT namespace, stream, run, generation, anew, finished, gathers, state FROM "
                + TABLE)) {
      all.put(
          new StreamKey(row.get(0), row.get(1)),
          new SyncedStream(
              Long.parseLong(row.get(2)),
              Long.parseLong(row.get(3)),
              Long.parseLong(row.get(4)),
              row.get(5).equals("true"),
              row.get(6).equals("true"),
              row.get(7)));
    }
    return all;
  }

  /**
   * A run: it goes on over as many attempts as it takes.
   *
   * @param number tells it from others
   * @param goesOn whether an earlier attempt at some of these streams was cut off: what it has read
   *     to its end is not read again
   */
  record Run(long number, boolean goesOn) {}

  /** Begins with these streams, or goes on with them. */
  Run begin(Collection<StreamKey> wanted) throws SQLException {
    List<List<String>> last = database.rows("SELECT number, finished FROM " + RUN);
    boolean open = !last.isEmpty() && last.get(0).get(1).equals("false");
    Set<StreamKey> unread = new HashSet<>();
    if (open) {
      database
          .rows("SELECT namespace, stream FROM " + UNREAD)
          .forEach(row -> unread.add(new StreamKey(row.get(0), row.get(1))));
    }
    long number = (last.isEmpty() ? 0 : Long.parseLong(last.get(0).get(0))) + (open ? 0 : 1);
    database.inTransaction(() -> {
      database.execute("DELETE FROM " + RUN);
      database.update("INSERT INTO " + RUN + " VALUES (?, false)", number);
      if (!open) {
        database.execute("DELETE FROM " + UNREAD);
      }
      for (StreamKey key : wanted) {
        database.update(
            "INSERT OR IGNORE INTO " + UNREAD + " VALUES (?, ?)", key.namespace(), key.name());
      }
    });
    return new Run(number, wanted.stream().anyMatch(unread::contains));
  }

  /**
   * An attempt at these streams came to its end: what is whole is read anew the next time, what
   * failed goes on then. Others that an earlier attempt was asked for still wait.
   */
  void end(Collection<StreamKey> wanted) throws SQLException {
    database.inTransaction(() -> {
      for (StreamKey key : wanted) {
        database.update(
            "DELETE FROM " + UNREAD + " WHERE namespace = ? AND stream = ?",
            key.namespace(),
            key.name());
      }
      database.execute("UPDATE %s SET finished = NOT EXISTS (FROM %s)".formatted(RUN, UNREAD));
    });
  }

  void put(StreamKey stream, SyncedStream said) throws SQLException {
    database.update(
        "INSERT OR REPLACE INTO " + TABLE + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        stream.namespace(),
        stream.name(),
        said.run(),
        said.generation(),
        said.anew(),
        said.finished(),
        said.gathers(),
        said.state());
  }
}
