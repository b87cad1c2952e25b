package dev.javacdk.local;

import static dev.javacdk.local.Database.literal;
import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of a stream that go into its table in one transaction: each whole, and its fields
 * taken apart. Confined to one thread at a time.
 */
final class Batch {

  /** Its table. */
  static final String TABLE = "temp.main._batch";

  private static final String DATA = Landing.DATA;

  private final Database database;
  private final Landing landing;

  Batch(Database database, Landing landing) {
    this.database = database;
    this.landing = landing;
  }

  /** Takes the records that a state covers, and these fields of them. */
  void make(Collection<Column> columns) throws SQLException {
    ObjectNode structure = JsonNodeFactory.instance.objectNode();
    columns.forEach(column -> structure.put(column.name(), column.type().landed()));
    String fields =
        structure.isEmpty()
            ? ""
            : ", unnest(json_transform(%s, %s))".formatted(DATA, literal(structure.toString()));
    landing.makeBatch("_batch", fields);
  }

  /** The fields that its records have at the top, in the order of their names. */
  List<String> fields() throws SQLException {
    return database
        .rows(
            "SELECT DISTINCT k FROM (SELECT unnest(json_keys(%s)) AS k FROM %s) ORDER BY k"
                .formatted(DATA, TABLE))
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** What the values of a field are, as they come. */
  PlainType seen(String field) throws SQLException {
    List<List<String>> types =
        database.rows(
            "SELECT DISTINCT json_type(%1$s, %2$s) FROM %3$s WHERE json_type(%1$s, %2$s) NOT IN ('NULL')"
                .formatted(DATA, literal("$.\"" + field + "\""), TABLE));
    String only = types.size() == 1 ? types.get(0).get(0) : "";
    return switch (only) {
      case "VARCHAR" -> PlainType.VARCHAR;
      case "BIGINT", "UBIGINT" -> PlainType.BIGINT;
      case "DOUBLE" -> PlainType.DOUBLE;
      case "BOOLEAN" -> PlainType.BOOLEAN;
      default -> PlainType.JSON;
    };
  }

  /** How many records meet each condition. */
  List<Long> counts(List<String> conditions) throws SQLException {
    if (conditions.isEmpty()) {
      return List.of();
    }
    String counts =
        conditions.stream().map("count(*) FILTER (WHERE %s)"::formatted).collect(joining(", "));
    List<Long> found = new ArrayList<>();
    for (String count : database.rows("SELECT %s FROM %s".formatted(counts, TABLE)).get(0)) {
      found.add(Long.parseLong(count));
    }
    return found;
  }
}
