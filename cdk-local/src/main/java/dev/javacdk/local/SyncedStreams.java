package dev.javacdk.local;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states in the file, by stream. Confined to one thread at a time. */
final class SyncedStreams {

  private static final String TABLE = "_javacdk.streams";

  private final Database database;

  SyncedStreams(Database database) throws SQLException {
    this.database = database;
    database.execute("CREATE SCHEMA IF NOT EXISTS _javacdk");
    database.execute(
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (namespace VARCHAR, stream VARCHAR, generation BIGINT, finished BOOLEAN, gathers BOOLEAN, state VARCHAR, PRIMARY KEY (namespace, stream))");
  }

  Map<StreamKey, SyncedStream> all() throws SQLException {
    Map<StreamKey, SyncedStream> all = new HashMap<>();
    for (List<String> row :
        database.rows(
            "SELECT namespace, stream, generation, finished, gathers, state FROM " + TABLE)) {
      all.put(
          new StreamKey(row.get(0), row.get(1)),
          new SyncedStream(
              Long.parseLong(row.get(2)),
              row.get(3).equals("true"),
              row.get(4).equals("true"),
              row.get(5)));
    }
    return all;
  }

  void put(StreamKey stream, SyncedStream said) throws SQLException {
    database.update(
        "INSERT OR REPLACE INTO " + TABLE + " VALUES (?, ?, ?, ?, ?, ?)",
        stream.namespace(),
        stream.name(),
        said.generation(),
        said.finished(),
        said.gathers(),
        said.state());
  }
}
