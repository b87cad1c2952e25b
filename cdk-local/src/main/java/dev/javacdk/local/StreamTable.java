package dev.javacdk.local;

import static dev.javacdk.local.Database.literal;
import static dev.javacdk.local.Database.name;
import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table of one stream. Rows land as text in a table of this connection alone; those that a
 * state covers are turned into typed rows within the transaction that writes the state.
 *
 * <p>What does not fit its column is null there, and the whole record stands in {@code _raw}; a
 * field without a column gets one. Confined to one thread at a time.
 */
final class StreamTable {

  /** Holds the whole record where something of it does not fit. */
  static final String RAW = "_raw";

  private static final String BATCH = "temp.main._batch";
  private static final String DATA = Landing.DATA;

  private final Database database;
  private final StreamPlace place;
  private final Landing landing;
  private final List<String> key;
  private final String cursor;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Long> misfits = new LinkedHashMap<>();

  private long withoutKey;
  private boolean exists;

  /** Some record has a field that can have no column: its name is another's but for its case. */
  private boolean hasStrangers;

  /** Some value of the batch does not fit its column. */
  private boolean hasMisfits;

  /**
   * A table.
   *
   * @param number tells it from the others of this connection
   * @param key the fields of which rows with the same values are one row; empty for none
   * @param cursor the field that says which of them is the newer; empty where the later one is
   */
  StreamTable(
      Database database,
      int number,
      StreamPlace place,
      List<Column> schema,
      List<String> key,
      String cursor)
      throws SQLException {
    this.database = database;
    this.place = place;
    this.landing = new Landing(database, number);
    this.key = key;
    this.cursor = cursor;
    for (List<String> known : database.rows(place.columns())) {
      exists = true;
      if (!known.get(0).equals(RAW)) {
        add(new Column(known.get(0), typed(known.get(1))));
      }
    }
    for (Column column : schema) {
      if (!columns.containsKey(lower(column.name())) && !lower(column.name()).equals(RAW)) {
        add(column);
        if (exists) {
          addToTable(column);
        }
      }
    }
  }

  private static Column.Type typed(String sql) {
    return sql.equals("TIMESTAMP WITH TIME ZONE")
        ? Column.Type.TIMESTAMPTZ
        : Column.Type.valueOf(sql);
  }

  private void add(Column column) {
    columns.put(lower(column.name()), column);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The records on their way into it. */
  Landing landing() {
    return landing;
  }

  /** Writes the records that a state covers. Within a transaction. */
  void write() throws SQLException {
    create();
    if (landing.waiting() == 0) {
      return;
    }
    makeBatch();
    if (drift()) {
      makeBatch();
    }
    Map<String, Long> found = misfitsOfBatch();
    if (!found.isEmpty() && widen()) {
      found = misfitsOfBatch();
    }
    hasMisfits = !found.isEmpty();
    found.forEach((column, count) -> misfits.merge(column, count, Long::sum));
    if (key.isEmpty()) {
      database.execute(insert(""));
    } else {
      String nulls = keys(k -> k + " IS NULL", " OR ");
      withoutKey += database.changed(insert(" WHERE " + nulls));
      merge(nulls);
    }
    landing.forget();
  }

  private void create() throws SQLException {
    if (exists) {
      return;
    }
    exists = true;
    database.execute("CREATE SCHEMA IF NOT EXISTS " + name(place.schema()));
    String list =
        columns.values().stream()
            .map(c -> name(c.name()) + " " + c.type() + ", ")
            .collect(joining());
    database.execute(
        "CREATE OR REPLACE TABLE %s (%s%s JSON)".formatted(place.sql(), list, name(RAW)));
  }

  private void addToTable(Column column) throws SQLException {
    database.execute(
        "ALTER TABLE %s ADD COLUMN %s %s"
            .formatted(place.sql(), name(column.name()), column.type()));
  }

  private void makeBatch() throws SQLException {
    ObjectNode structure = JsonNodeFactory.instance.objectNode();
    columns.values().forEach(column -> structure.put(column.name(), column.type().landed()));
    String fields =
        structure.isEmpty()
            ? ""
            : ", unnest(json_transform(%s, %s))".formatted(DATA, literal(structure.toString()));
    landing.makeBatch("_batch", fields);
  }

  /** A column for each field that has none; returns whether there was one. */
  private boolean drift() throws SQLException {
    boolean found = false;
    List<String> unknown = new ArrayList<>();
    for (List<String> field :
        database.rows(
            "SELECT DISTINCT k FROM (SELECT unnest(json_keys(%s)) AS k FROM %s) ORDER BY k"
                .formatted(DATA, BATCH))) {
      String key = field.get(0);
      Column known = columns.get(lower(key));
      if (known == null && !lower(key).equals(RAW) && !key.contains("\"")) {
        unknown.add(key);
      } else {
        hasStrangers |= known == null || !known.name().equals(key);
      }
    }
    for (String key : unknown) {
      if (columns.containsKey(lower(key))) {
        hasStrangers = true;
        continue;
      }
      Column column = new Column(key, seen(key));
      add(column);
      addToTable(column);
      found = true;
    }
    return found;
  }

  private Column.Type seen(String key) throws SQLException {
    List<List<String>> types =
        database.rows(
            "SELECT DISTINCT json_type(%1$s, %2$s) FROM %3$s WHERE json_type(%1$s, %2$s) NOT IN ('NULL')"
                .formatted(DATA, literal("$.\"" + key + "\""), BATCH));
    String only = types.size() == 1 ? types.get(0).get(0) : "";
    return switch (only) {
      case "VARCHAR" -> Column.Type.VARCHAR;
      case "BIGINT", "UBIGINT" -> Column.Type.BIGINT;
      case "DOUBLE" -> Column.Type.DOUBLE;
      case "BOOLEAN" -> Column.Type.BOOLEAN;
      default -> Column.Type.JSON;
    };
  }

  /** Makes columns wider whose integers need it; returns whether there was one. */
  private boolean widen() throws SQLException {
    boolean found = false;
    for (Column column : List.copyOf(columns.values())) {
      Column wide = new Column(column.name(), Column.Type.HUGEINT);
      if (column.type() == Column.Type.BIGINT
          && count("%s AND NOT %s".formatted(column.misfit(), wide.misfit())) > 0) {
        add(wide);
        database.execute(
            "ALTER TABLE %s ALTER COLUMN %s TYPE HUGEINT"
                .formatted(place.sql(), name(column.name())));
        found = true;
      }
    }
    return found;
  }

  private long count(String condition) throws SQLException {
    return Long.parseLong(
        database
            .rows("SELECT count(*) FROM %s WHERE %s".formatted(BATCH, condition))
            .get(0)
            .get(0));
  }

  private Map<String, Long> misfitsOfBatch() throws SQLException {
    List<Column> strict = columns.values().stream().filter(c -> !c.type().takesAll()).toList();
    Map<String, Long> found = new LinkedHashMap<>();
    if (strict.isEmpty()) {
      return found;
    }
    String counts =
        strict.stream()
            .map(c -> "count(*) FILTER (WHERE %s)".formatted(c.misfit()))
            .collect(joining(", "));
    List<String> row = database.rows("SELECT %s FROM %s".formatted(counts, BATCH)).get(0);
    for (int i = 0; i < strict.size(); i++) {
      long count = Long.parseLong(row.get(i));
      if (count > 0) {
        found.put(strict.get(i).name(), count);
      }
    }
    return found;
  }

  /** How many rows have no value in a field of the key: each stays a row of its own. */
  long withoutKey() {
    return withoutKey;
  }

  /** How many values did not fit their column, by column. */
  Map<String, Long> misfits() {
    return misfits;
  }

  private String insert(String where) {
    return "INSERT INTO %s (%s) SELECT %s FROM %s AS batch%s"
        .formatted(place.sql(), names(), values(), BATCH, where);
  }

  private void merge(String nulls) throws SQLException {
    String order = cursor.isEmpty() ? "" : column(cursor).value() + " DESC NULLS LAST, ";
    String source =
        "SELECT %s FROM %s AS batch WHERE NOT (%s) QUALIFY row_number() OVER (PARTITION BY %s ORDER BY %s%s DESC) = 1"
            .formatted(values(), BATCH, nulls, keys(k -> k, ", "), order, Landing.SEQ);
    String newer =
        cursor.isEmpty()
            ? ""
            : " AND (old.%1$s IS NULL OR new.%1$s >= old.%1$s)"
                .formatted(name(column(cursor).name()));
    String same =
        key.stream()
            .map(k -> "old.%1$s = new.%1$s".formatted(name(column(k).name())))
            .collect(joining(" AND "));
    database.execute(
        "MERGE INTO %s AS old USING (%s) AS new ON %s WHEN MATCHED%s THEN UPDATE SET %s WHEN NOT MATCHED THEN INSERT (%s) VALUES (%s)"
            .formatted(
                place.sql(),
                source,
                same,
                newer,
                allNames().map(n -> n + " = new." + n).collect(joining(", ")),
                names(),
                allNames().map(n -> "new." + n).collect(joining(", "))));
  }

  private String keys(UnaryOperator<String> each, String between) {
    return key.stream()
        .map(k -> each.apply("(" + column(k).value() + ")"))
        .collect(joining(between));
  }

  private Column column(String field) {
    Column column = columns.get(lower(field));
    return column == null ? new Column(field, Column.Type.JSON) : column;
  }

  private Stream<String> allNames() {
    return Stream.concat(columns.values().stream().map(c -> name(c.name())), Stream.of(name(RAW)));
  }

  private String names() {
    return allNames().collect(joining(", "));
  }

  private String values() {
    String list =
        columns.values().stream()
            .map(c -> c.value() + " AS " + name(c.name()) + ", ")
            .collect(joining());
    return list + "CASE WHEN " + doesNotFit() + " THEN " + DATA + "::JSON END AS " + name(RAW);
  }

  /** Whether the whole record is to be kept, as SQL. */
  private String doesNotFit() {
    List<String> reasons = new ArrayList<>();
    if (hasMisfits) {
      columns.values().stream()
          .filter(c -> !c.type().takesAll())
          .forEach(c -> reasons.add(c.misfit()));
    }
    if (hasStrangers) {
      String known =
          columns.values().stream()
              .map(c -> literal(c.name()))
              .collect(joining(", ", "[", "]::VARCHAR[]"));
      reasons.add("NOT list_has_all(%s, json_keys(%s))".formatted(known, DATA));
    }
    if (landing.hasLongNumbers()) {
      reasons.add("regexp_matches(%s, '[0-9.]{17,}')".formatted(DATA));
    }
    return reasons.isEmpty() ? "false" : String.join(" OR ", reasons);
  }

  /** The whole table is there: it takes the place of the one before. Within a transaction. */
  void swap(StreamPlace with) throws SQLException {
    create();
    database.execute("DROP TABLE IF EXISTS " + with.sql());
    database.execute("ALTER TABLE %s RENAME TO %s".formatted(place.sql(), name(with.table())));
  }
}
