package dev.javacdk.local;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of a stream lie as text, in a table of this connection alone, until a state
 * covers them and they become rows: with the process, what is not covered is gone. Confined to one
 * thread at a time.
 */
final class Landing {

  /** The column with the number of the record. */
  static final String SEQ = "_cdk_seq";

  /** The column with its data. */
  static final String DATA = "_cdk_data";

  /** The column with the partition that it is of, as JSON; null where its stream has none. */
  static final String PARTITION = "_cdk_partition";

  /** So many digits of a whole number are kept wherever it stands. */
  private static final int WHOLE_DIGITS = 18;

  private static final int HELD = 10_000;
  private static final long HELD_CHARACTERS = 8L << 20;

  private final Database database;
  private final String table;
  private final List<Row> held = new ArrayList<>();
  private long heldCharacters;
  private long last;
  private long coveredUpTo;
  private long committedUpTo;
  private boolean hasLongNumbers;
  private boolean hasPartitions;

  private record Row(String data, @Nullable String partition) {}

  Landing(Database database, int number) throws SQLException {
    this.database = database;
    this.table = "_landing_" + number;
    database.execute(
        "CREATE TEMP TABLE %s (%s BIGINT, %s VARCHAR, %s VARCHAR)"
            .formatted(table, SEQ, DATA, PARTITION));
  }

  /** Takes a record, which no state covers yet. */
  void append(String data, @Nullable String partition) throws SQLException {
    held.add(new Row(data, partition));
    hasPartitions |= partition != null;
    hasLongNumbers |= hasLongNumber(data);
    heldCharacters += data.length();
    last++;
    if (held.size() >= HELD || heldCharacters >= HELD_CHARACTERS) {
      land();
    }
  }

  /** Whether something in a record looks like a number that a DOUBLE, or JSON, would cut. */
  private static boolean hasLongNumber(String data) {
    int digits = 0;
    boolean point = false;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c >= '0' && c <= '9') {
        if (++digits > (point ? PlainType.DIGITS : WHOLE_DIGITS)) {
          return true;
        }
      } else if (c == '.' && digits > 0 && !point) {
        point = true;
      } else {
        digits = 0;
        point = false;
      }
    }
    return false;
  }

  /** Whether some record so far has a number of more digits than a DOUBLE keeps. */
  boolean hasLongNumbers() {
    return hasLongNumbers;
  }

  /** Whether some record so far says of which partition it is. */
  boolean hasPartitions() {
    return hasPartitions;
  }

  private void land() throws SQLException {
    if (held.isEmpty()) {
      return;
    }
    long seq = last - held.size();
    try (DuckDBAppender appender = database.appender(table)) {
      for (Row row : held) {
        appender.beginRow();
        appender.append(++seq);
        appender.append(row.data());
        appender.append(row.partition());
        appender.endRow();
      }
    }
    held.clear();
    heldCharacters = 0;
  }

  /** A state covers every record so far. */
  void covered() {
    coveredUpTo = last;
  }

  /** How many records a state covers that are not committed yet. */
  long waiting() {
    return coveredUpTo - committedUpTo;
  }

  /** What has to be done before the transaction begins. */
  void prepare() throws SQLException {
    if (waiting() > 0) {
      land();
    }
  }

  /** Makes a table of the records that a state covers, with these fields of them. */
  void makeBatch(String batch, String fields) throws SQLException {
    database.execute(
        "CREATE OR REPLACE TEMP TABLE %s AS SELECT %s, %s, %s%s FROM temp.main.%s WHERE %s <= %d"
            .formatted(batch, SEQ, DATA, PARTITION, fields, table, SEQ, coveredUpTo));
  }

  /** Forgets the records that a state covers. Within a transaction. */
  void forget() throws SQLException {
    database.execute("DELETE FROM temp.main.%s WHERE %s <= %d".formatted(table, SEQ, coveredUpTo));
  }

  /** The transaction was committed. */
  void committed() {
    committedUpTo = coveredUpTo;
  }
}
