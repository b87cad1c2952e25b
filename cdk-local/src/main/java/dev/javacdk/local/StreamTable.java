package dev.javacdk.local;

import static dev.javacdk.local.Database.literal;
import static dev.javacdk.local.Database.name;
import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The table of one stream. Rows land as text in a table of this connection alone; those that a
 * state covers are turned into typed rows within the transaction that writes the state. Confined to
 * one thread at a time.
 */
final class StreamTable {

  private final Database database;
  private final StreamPlace place;
  private final Landing landing;
  private final Batch batch;
  private final TableColumns columns;
  private final List<String> key;
  private final String cursor;

  /** Partitions whose rows go when rows are written the next time. */
  private final Set<String> voids = new LinkedHashSet<>();

  private long withoutKey;
  private long crossings;

  /**
   * A table.
   *
   * @param key the fields of which rows with the same values are one row; empty for none
   * @param cursor the field that says which of them is the newer; empty where the later one is
   */
  StreamTable(
      Database database,
      StreamPlace place,
      Landing landing,
      TableColumns columns,
      List<String> key,
      String cursor) {
    this.database = database;
    this.place = place;
    this.landing = landing;
    this.batch = new Batch(database, landing);
    this.columns = columns;
    this.key = key;
    this.cursor = cursor;
  }

  /** The records on their way into it. */
  Landing landing() {
    return landing;
  }

  /** What it is made of. */
  TableColumns columns() {
    return columns;
  }

  /** How many rows have no value in a field of the key: each stays a row of its own. */
  long withoutKey() {
    return withoutKey;
  }

  /** How many rows took the place of one with the same key out of another partition. */
  long crossings() {
    return crossings;
  }

  /** The rows of a partition go with the next state that says so. */
  void partitionVoid(String partition) {
    voids.add(partition);
  }

  /** Writes the records that a state covers. Within a transaction. */
  void write() throws SQLException {
    deleteVoids();
    if (landing.waiting() == 0) {
      columns.create();
      return;
    }
    columns.fit(batch, landing);
    if (key.isEmpty()) {
      database.execute(insert(""));
    } else {
      String nulls = keys(k -> k + " IS NULL", " OR ");
      withoutKey += database.changed(insert(" WHERE " + nulls));
      if (columns.hasPartition()) {
        crossings += crossingsOfBatch();
      }
      merge(nulls);
    }
    landing.forget();
  }

  private void deleteVoids() throws SQLException {
    if (!voids.isEmpty()) {
      columns.create();
    }
    for (String partition : voids) {
      database.execute(
          "DELETE FROM %s%s"
              .formatted(
                  place.sql(),
                  partition.equals(Landing.WHOLE)
                      ? ""
                      : " WHERE %s::VARCHAR = %s"
                          .formatted(name(TableColumns.PARTITION), literal(partition))));
    }
  }

  /** The transaction was committed. */
  void committed() {
    voids.clear();
    landing.committed();
  }

  private String insert(String where) {
    return "INSERT INTO %s (%s) SELECT %s FROM %s AS batch%s"
        .formatted(place.sql(), names(), columns.values(), Batch.TABLE, where);
  }

  /** How many keys of the batch stand in two partitions: of the batch itself, or of the table. */
  private long crossingsOfBatch() throws SQLException {
    String keys = key.stream().map(this::nameOf).collect(joining(", "));
    String fields =
        key.stream()
            .map(k -> "(%s) AS %s".formatted(columns.of(k).value(), nameOf(k)))
            .collect(joining(", "));
    String count =
        """
        WITH new AS (SELECT %2$s, %3$s AS part FROM %4$s)
        SELECT count(*) FROM (
          SELECT %1$s FROM (
            SELECT %1$s, part FROM new
            UNION ALL
            SELECT %1$s, old.%5$s::VARCHAR FROM %6$s AS old SEMI JOIN new ON %7$s)
          GROUP BY %1$s HAVING count(DISTINCT part) > 1)\
        """
            .formatted(
                keys,
                fields,
                Landing.PARTITION,
                Batch.TABLE,
                name(TableColumns.PARTITION),
                place.sql(),
                sameKey());
    return Long.parseLong(database.rows(count).get(0).get(0));
  }

  private void merge(String nulls) throws SQLException {
    String order = cursor.isEmpty() ? "" : columns.of(cursor).value() + " DESC NULLS LAST, ";
    String source =
        "SELECT %s FROM %s AS batch WHERE NOT (%s) QUALIFY row_number() OVER (PARTITION BY %s ORDER BY %s%s DESC) = 1"
            .formatted(
                columns.values(), Batch.TABLE, nulls, keys(k -> k, ", "), order, Landing.SEQ);
    String newer =
        cursor.isEmpty()
            ? ""
            : " AND (old.%1$s IS NULL OR new.%1$s >= old.%1$s)".formatted(nameOf(cursor));
    List<String> all = columns.names();
    database.execute(
        "MERGE INTO %s AS old USING (%s) AS new ON %s WHEN MATCHED%s THEN UPDATE SET %s WHEN NOT MATCHED THEN INSERT (%s) VALUES (%s)"
            .formatted(
                place.sql(),
                source,
                sameKey(),
                newer,
                all.stream().map(n -> n + " = new." + n).collect(joining(", ")),
                names(),
                all.stream().map(n -> "new." + n).collect(joining(", "))));
  }

  private String names() {
    return String.join(", ", columns.names());
  }

  private String nameOf(String field) {
    return name(columns.of(field).name());
  }

  private String sameKey() {
    return key.stream()
        .map(k -> "old.%1$s = new.%1$s".formatted(nameOf(k)))
        .collect(joining(" AND "));
  }

  private String keys(UnaryOperator<String> each, String between) {
    return key.stream()
        .map(k -> each.apply("(" + columns.of(k).value() + ")"))
        .collect(joining(between));
  }

  /** The whole table is there: it takes the place of the one before. Within a transaction. */
  void swap(StreamPlace with) throws SQLException {
    columns.create();
    database.execute("DROP TABLE IF EXISTS " + with.sql());
    database.execute("ALTER TABLE %s RENAME TO %s".formatted(place.sql(), name(with.table())));
  }
}
