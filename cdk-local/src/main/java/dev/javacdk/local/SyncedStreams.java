package dev.javacdk.local;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states in the file, by stream. Confined to one thread at a time. */
final class SyncedStreams {

  private static final String TABLE = "_javacdk.streams";
  private static final String RUN = "_javacdk.run";

  private final Database database;

  SyncedStreams(Database database) throws SQLException {
    this.database = database;
    database.execute("CREATE SCHEMA IF NOT EXISTS _javacdk");
    database.execute("CREATE TABLE IF NOT EXISTS " + RUN + " (number BIGINT, finished BOOLEAN)");
    database.execute(
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (namespace VARCHAR, stream VARCHAR, run BIGINT, generation BIGINT, finished BOOLEAN, gathers BOOLEAN, state VARCHAR, PRIMARY KEY (namespace, stream))");
  }

  Map<StreamKey, SyncedStream> all() throws SQLException {
    Map<StreamKey, SyncedStream> all = new HashMap<>();
    for (List<String> row :
        database.rows(
            "SELECT namespace, stream, run, generation, finished, gathers, state FROM " + TABLE)) {
      all.put(
          new StreamKey(row.get(0), row.get(1)),
          new SyncedStream(
              Long.parseLong(row.get(2)),
              Long.parseLong(row.get(3)),
              row.get(4).equals("true"),
              row.get(5).equals("true"),
              row.get(6)));
    }
    return all;
  }

  /** The run that goes on, where an earlier attempt was cut off; else a new one. */
  long beginRun() throws SQLException {
    List<List<String>> last = database.rows("SELECT number, finished FROM " + RUN);
    long number = last.isEmpty() ? 0 : Long.parseLong(last.get(0).get(0));
    if (!last.isEmpty() && last.get(0).get(1).equals("false")) {
      return number;
    }
    database.inTransaction(() -> {
      database.execute("DELETE FROM " + RUN);
      database.update("INSERT INTO " + RUN + " VALUES (?, false)", number + 1);
    });
    return number + 1;
  }

  /** It came to its end: what is whole is read anew by the next run, what failed goes on there. */
  void endRun() throws SQLException {
    database.execute("UPDATE " + RUN + " SET finished = true");
  }

  void put(StreamKey stream, SyncedStream said) throws SQLException {
    database.update(
        "INSERT OR REPLACE INTO " + TABLE + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        stream.namespace(),
        stream.name(),
        said.run(),
        said.generation(),
        said.finished(),
        said.gathers(),
        said.state());
  }
}
