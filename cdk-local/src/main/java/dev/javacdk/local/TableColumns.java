package dev.javacdk.local;

import static dev.javacdk.local.Database.literal;
import static dev.javacdk.local.Database.name;
import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The columns of a stream's table: those it has, those of the schema, and those that records bring;
 * and what a batch puts into them. What does not fit its column is null there, and the whole record
 * stands in {@code _raw}. Confined to one thread at a time.
 */
final class TableColumns {

  /** Holds the whole record where something of it does not fit. */
  static final String RAW = "_raw";

  /** Holds the partition that a row is of, where its stream has some. */
  static final String PARTITION = "_partition";

  private static final Set<String> OWN = Set.of(RAW, PARTITION);

  private final Database database;
  private final StreamPlace place;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Long> misfits = new LinkedHashMap<>();
  private boolean exists;
  private boolean hasPartition;

  /** Some record has a field that can have no column: its name is another's but for its case. */
  private boolean hasStrangers;

  /** Some value of the batch does not fit its column. */
  private boolean hasMisfits;

  /** Some record has a number of more digits than a DOUBLE keeps. */
  private boolean hasLongNumbers;

  /**
   * Those that the table has, and those of the schema.
   *
   * @param nested whether objects and arrays keep their shape in a column that is new
   */
  TableColumns(Database database, StreamPlace place, JsonNode schema, boolean nested)
      throws SQLException {
    this.database = database;
    this.place = place;
    Map<String, ColumnType> shapes = new HashMap<>();
    Column.of(schema, true).forEach(column -> shapes.put(lower(column.name()), column.type()));
    for (List<String> known : database.rows(place.columns())) {
      exists = true;
      String column = known.get(0);
      if (!OWN.contains(column)) {
        add(new Column(column, typed(column, known.get(1), shapes.get(lower(column)))));
      }
      hasPartition |= column.equals(PARTITION);
    }
    for (Column column : Column.of(schema, nested)) {
      if (!columns.containsKey(lower(column.name())) && !OWN.contains(lower(column.name()))) {
        add(column);
        if (exists) {
          addToTable(column.name(), column.type());
        }
      }
    }
  }

  /** The type of a column that is there; one whose shape the schema no longer says becomes JSON. */
  private ColumnType typed(String column, String sql, @Nullable ColumnType shape)
      throws SQLException {
    if (sql.equals("TIMESTAMP WITH TIME ZONE")) {
      return PlainType.TIMESTAMPTZ;
    }
    for (PlainType type : PlainType.values()) {
      if (type.sql().equals(sql)) {
        return type;
      }
    }
    if (shape != null
        && database
            .rows("SELECT typeof(NULL::%s)".formatted(shape.sql()))
            .get(0)
            .get(0)
            .equals(sql)) {
      return shape;
    }
    alter("ALTER COLUMN %1$s TYPE JSON USING to_json(%1$s)".formatted(name(column)));
    return PlainType.JSON;
  }

  private void add(Column column) {
    columns.put(lower(column.name()), column);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void addToTable(String column, ColumnType type) throws SQLException {
    alter("ADD COLUMN %s %s".formatted(name(column), type.sql()));
  }

  private void alter(String how) throws SQLException {
    database.execute("ALTER TABLE %s %s".formatted(place.sql(), how));
  }

  /** Makes the table where it does not exist. Within a transaction. */
  void create() throws SQLException {
    if (exists) {
      return;
    }
    exists = true;
    database.execute("CREATE SCHEMA IF NOT EXISTS " + name(place.schema()));
    String list =
        columns.values().stream()
            .map(c -> name(c.name()) + " " + c.type().sql() + ", ")
            .collect(joining());
    String partition = hasPartition ? name(PARTITION) + " JSON, " : "";
    database.execute(
        "CREATE OR REPLACE TABLE %s (%s%s%s JSON)"
            .formatted(place.sql(), list, partition, name(RAW)));
  }

  /** Makes the batch of what has landed, and the columns that its records need. */
  void fit(Batch batch, Landing landing) throws SQLException {
    if (landing.hasPartitions() && !hasPartition) {
      hasPartition = true;
      if (exists) {
        addToTable(PARTITION, PlainType.JSON);
      }
    }
    create();
    hasLongNumbers = landing.hasLongNumbers();
    batch.make(columns.values());
    if (drift(batch)) {
      batch.make(columns.values());
    }
    Map<String, Long> found = misfitsOf(batch);
    if (!found.isEmpty() && widen(batch)) {
      found = misfitsOf(batch);
    }
    hasMisfits = !found.isEmpty();
    found.forEach((column, count) -> misfits.merge(column, count, Long::sum));
  }

  /** A column for each field that has none; returns whether there was one. */
  private boolean drift(Batch batch) throws SQLException {
    boolean found = false;
    for (String field : batch.fields()) {
      Column known = columns.get(lower(field));
      if (known == null && !OWN.contains(lower(field)) && !field.contains("\"")) {
        Column column = new Column(field, batch.seen(field));
        add(column);
        addToTable(field, column.type());
        found = true;
      } else {
        hasStrangers |= known == null || !known.name().equals(field);
      }
    }
    return found;
  }

  /** Makes columns wider whose integers need it; returns whether there was one. */
  private boolean widen(Batch batch) throws SQLException {
    boolean found = false;
    for (Column column : List.copyOf(columns.values())) {
      Column wide = new Column(column.name(), PlainType.HUGEINT);
      if (column.type() == PlainType.BIGINT
          && batch.counts(List.of(column.misfit() + " AND NOT " + wide.misfit())).get(0) > 0) {
        add(wide);
        alter("ALTER COLUMN %s TYPE HUGEINT".formatted(name(column.name())));
        found = true;
      }
    }
    return found;
  }

  private Stream<Column> strict() {
    return columns.values().stream().filter(c -> !c.type().takesAll());
  }

  private Map<String, Long> misfitsOf(Batch batch) throws SQLException {
    Map<String, Long> found = new LinkedHashMap<>();
    List<Long> counts = batch.counts(strict().map(Column::misfit).toList());
    List<Column> strict = strict().toList();
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) > 0) {
        found.put(strict.get(i).name(), counts.get(i));
      }
    }
    return found;
  }

  /** How many values did not fit their column, by column. */
  Map<String, Long> misfits() {
    return misfits;
  }

  /** Whether rows say of which partition they are. */
  boolean hasPartition() {
    return hasPartition;
  }

  /** The column of a field; one of JSON where there is none. */
  Column of(String field) {
    Column column = columns.get(lower(field));
    return column == null ? new Column(field, PlainType.JSON) : column;
  }

  /** The names of all columns in SQL, in the order of {@link #values}. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    columns.values().forEach(c -> names.add(name(c.name())));
    if (hasPartition) {
      names.add(name(PARTITION));
    }
    names.add(name(RAW));
    return names;
  }

  /** What the batch has for all columns, as SQL. */
  String values() {
    String list =
        columns.values().stream()
            .map(c -> c.value() + " AS " + name(c.name()) + ", ")
            .collect(joining());
    String partition =
        hasPartition ? "%s::JSON AS %s, ".formatted(Landing.PARTITION, name(PARTITION)) : "";
    return "%s%sCASE WHEN %s THEN %s::JSON END AS %s"
        .formatted(list, partition, doesNotFit(), Landing.DATA, name(RAW));
  }

  /** Whether the whole record is to be kept, as SQL. */
  private String doesNotFit() {
    List<String> reasons = new ArrayList<>();
    if (hasMisfits) {
      strict().forEach(c -> reasons.add(c.misfit()));
    }
    strict()
        .map(c -> c.type().cuts(c.landed()))
        .filter(cuts -> !cuts.equals("false"))
        .forEach(reasons::add);
    if (hasStrangers) {
      String known =
          columns.values().stream()
              .map(c -> literal(c.name()))
              .collect(joining(", ", "[", "]::VARCHAR[]"));
      reasons.add("NOT list_has_all(%s, json_keys(%s))".formatted(known, Landing.DATA));
    }
    if (hasLongNumbers) {
      reasons.add("regexp_matches(%s, '[0-9.]{17,}')".formatted(Landing.DATA));
    }
    return reasons.isEmpty() ? "false" : String.join(" OR ", reasons);
  }
}
