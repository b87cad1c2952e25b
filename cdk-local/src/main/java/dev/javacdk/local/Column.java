package dev.javacdk.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A column of a stream's table.
 *
 * @param name the field of the record
 * @param type what its values are
 */
record Column(String name, ColumnType type) {

  /**
   * The columns that a JSON schema asks for, in its order. Names that differ in case only share
   * one.
   *
   * @param nested whether objects and arrays keep their shape, where the schema says it
   */
  static List<Column> of(JsonNode schema, boolean nested) {
    Map<String, Column> columns = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(property ->
            columns.putIfAbsent(
                property.getKey().toLowerCase(Locale.ROOT),
                new Column(property.getKey(), type(property.getValue(), nested))));
    return new ArrayList<>(columns.values());
  }

  private static ColumnType type(JsonNode schema, boolean nested) {
    ColumnType plain = PlainType.of(schema);
    return nested ? NestedType.of(schema).orElse(plain) : plain;
  }

  /** The one type beside null that a schema allows; empty where it is not one. */
  static String only(JsonNode schema) {
    List<String> types = new ArrayList<>();
    JsonNode said = schema.path("type");
    (said.isArray() ? said.valueStream().toList() : List.of(said))
        .forEach(type -> types.add(type.asString("")));
    types.remove("null");
    return types.size() == 1 ? types.get(0) : "";
  }

  /** The field as it lies in the batch. */
  String landed() {
    return Database.name(name);
  }

  /** Its value as SQL. */
  String value() {
    return type.of(landed());
  }

  /** Whether a record has something else in the field, as SQL. */
  String misfit() {
    return "(%s IS NOT NULL AND (%s) IS NULL)".formatted(landed(), value());
  }
}
