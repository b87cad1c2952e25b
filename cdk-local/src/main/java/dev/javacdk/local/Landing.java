package dev.javacdk.local;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the records of a stream lie as text, in a table of this connection alone, until a state
 * covers them and they become rows: with the process, what is not covered is gone.
 *
 * <p>A state covers the records that came before it, but for those of pages that were still being
 * read. Confined to one thread at a time.
 */
final class Landing {

  /** The column with the number of the record. */
  static final String SEQ = "_cdk_seq";

  /** The column with its data. */
  static final String DATA = "_cdk_data";

  /** The column with the partition that it is of, as JSON; null where its stream has none. */
  static final String PARTITION = "_cdk_partition";

  /** The partition of a stream without parts. */
  static final String WHOLE = "{}";

  /** So many digits of a whole number are kept wherever it stands. */
  private static final int WHOLE_DIGITS = 18;

  private static final String PAGE = "_cdk_page";
  private static final int HELD = 10_000;
  private static final long HELD_CHARACTERS = 8L << 20;

  private final Database database;
  private final String table;
  private final List<Row> held = new ArrayList<>();
  private long heldCharacters;
  private long last;

  /** What the records that come are of. */
  private long page;

  private @Nullable String partition;

  /** Of pages that are being read: from which record on no state covers them. */
  private final Map<Long, Long> open = new HashMap<>();

  /** The same, at the last state. */
  private Map<Long, Long> openThen = Map.of();

  private long coveredUpTo;
  private long committedUpTo;

  /** Records before the last that was committed were left behind, for their page was open. */
  private boolean leftBehind;

  private boolean hasLongNumbers;
  private boolean hasPartitions;

  private record Row(long seq, String data, long page, @Nullable String partition) {}

  Landing(Database database, int number) throws SQLException {
    this.database = database;
    this.table = "_landing_" + number;
    database.execute(
        "CREATE TEMP TABLE %s (%s BIGINT, %s VARCHAR, %s BIGINT, %s VARCHAR)"
            .formatted(table, SEQ, DATA, PAGE, PARTITION));
  }

  /** The records that follow are of this page of this partition. */
  void begin(long of, JsonNode in) {
    page = of;
    partition = in.isEmpty() ? null : in.toString();
    hasPartitions |= partition != null;
  }

  /** Takes a record, which no state covers yet. */
  void append(String data) throws SQLException {
    last++;
    held.add(new Row(last, data, page, partition));
    open.putIfAbsent(page, last);
    hasLongNumbers |= hasLongNumber(data);
    heldCharacters += data.length();
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

  /** Whether some record so far is of a partition. */
  boolean hasPartitions() {
    return hasPartitions;
  }

  /** The states that follow cover the records of the page so far. */
  void pageCovered(long which) {
    open.remove(which);
  }

  /** The records of the page that nothing covers are void. */
  void pageDropped(long which) throws SQLException {
    Long from = open.remove(which);
    if (from != null) {
      delete("%s = %d AND %s >= %d".formatted(PAGE, which, SEQ, from));
    }
  }

  /** The records of a partition are void, covered or not. */
  void partitionVoid(String which) throws SQLException {
    delete(which.equals(WHOLE) ? "true" : "%s = %s".formatted(PARTITION, Database.literal(which)));
  }

  private void delete(String which) throws SQLException {
    land();
    database.execute("DELETE FROM temp.main.%s WHERE %s".formatted(table, which));
  }

  private void land() throws SQLException {
    if (held.isEmpty()) {
      return;
    }
    try (DuckDBAppender appender = database.appender(table)) {
      for (Row row : held) {
        appender.beginRow();
        appender.append(row.seq());
        appender.append(row.data());
        appender.append(row.page());
        appender.append(row.partition());
        appender.endRow();
      }
    }
    held.clear();
    heldCharacters = 0;
  }

  /** A state covers every record so far, but for those of pages that are open. */
  void covered() {
    coveredUpTo = last;
    openThen = Map.copyOf(open);
  }

  /** Every record so far is covered. */
  void allCovered() {
    open.clear();
    covered();
  }

  /** About how many records a state covers that are not committed yet; 0 only where none is. */
  long waiting() {
    return coveredUpTo - committedUpTo + (leftBehind ? 1 : 0);
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
        "CREATE OR REPLACE TEMP TABLE %s AS SELECT %s, %s, %s%s FROM temp.main.%s WHERE %s"
            .formatted(batch, SEQ, DATA, PARTITION, fields, table, isCovered()));
  }

  private String isCovered() {
    String stillOpen =
        openThen.entrySet().stream()
            .map(page ->
                " AND NOT (%s = %d AND %s >= %d)"
                    .formatted(PAGE, page.getKey(), SEQ, page.getValue()))
            .collect(joining());
    return "%s <= %d%s".formatted(SEQ, coveredUpTo, stillOpen);
  }

  /** Forgets the records that a state covers. Within a transaction. */
  void forget() throws SQLException {
    database.execute("DELETE FROM temp.main.%s WHERE %s".formatted(table, isCovered()));
  }

  /** The transaction was committed. */
  void committed() {
    committedUpTo = coveredUpTo;
    leftBehind = !openThen.isEmpty();
  }
}
