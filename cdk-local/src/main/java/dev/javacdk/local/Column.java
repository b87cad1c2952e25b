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
record Column(String name, Type type) {

  /** What the values of a column are, and how a field's text becomes one. */
  enum Type {
    BIGINT("CASE WHEN TRY_CAST(%1$s AS BIGINT)::VARCHAR = %1$s THEN TRY_CAST(%1$s AS BIGINT) END"),
    HUGEINT(
        "CASE WHEN TRY_CAST(%1$s AS HUGEINT)::VARCHAR = %1$s THEN TRY_CAST(%1$s AS HUGEINT) END"),
    DOUBLE("TRY_CAST(%s AS DOUBLE)"),
    BOOLEAN("CASE %s WHEN 'true' THEN true WHEN 'false' THEN false END"),
    TIMESTAMPTZ("TRY_CAST(%s AS TIMESTAMPTZ)"),
    DATE("TRY_CAST(%s AS DATE)"),
    VARCHAR("%s"),
    JSON("%s");

    private final String cast;

    Type(String cast) {
      this.cast = cast;
    }

    /** The value of a field as SQL; null where the field's text is none. */
    String of(String field) {
      return cast.formatted(field);
    }

    /** Whether every text is a value. */
    boolean takesAll() {
      return this == VARCHAR || this == JSON;
    }

    /** How the field is taken out of the record. */
    String landed() {
      return this == JSON ? "JSON" : "VARCHAR";
    }
  }

  /**
   * The columns that a JSON schema asks for, in its order. Names that differ in case only share
   * one.
   */
  static List<Column> of(JsonNode schema) {
    Map<String, Column> columns = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(property ->
            columns.putIfAbsent(
                property.getKey().toLowerCase(Locale.ROOT),
                new Column(property.getKey(), type(property.getValue()))));
    return new ArrayList<>(columns.values());
  }

  private static Type type(JsonNode schema) {
    List<String> types = new ArrayList<>();
    JsonNode said = schema.path("type");
    (said.isArray() ? said.valueStream().toList() : List.of(said))
        .forEach(type -> types.add(type.asString("")));
    types.remove("null");
    if (types.size() != 1) {
      return Type.JSON;
    }
    return switch (types.get(0)) {
      case "integer" -> Type.BIGINT;
      case "number" -> Type.DOUBLE;
      case "boolean" -> Type.BOOLEAN;
      case "string" ->
          switch (schema.path("format").asString("")) {
            case "date-time" -> Type.TIMESTAMPTZ;
            case "date" -> Type.DATE;
            default -> Type.VARCHAR;
          };
      default -> Type.JSON;
    };
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
