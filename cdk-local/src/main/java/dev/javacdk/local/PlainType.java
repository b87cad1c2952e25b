package dev.javacdk.local;

import tools.jackson.databind.JsonNode;

/** One value: a number, a text, a time; or JSON, which takes anything. */
enum PlainType implements ColumnType {
  BIGINT("CASE WHEN TRY_CAST(%1$s AS BIGINT)::VARCHAR = %1$s THEN TRY_CAST(%1$s AS BIGINT) END"),
  HUGEINT("CASE WHEN TRY_CAST(%1$s AS HUGEINT)::VARCHAR = %1$s THEN TRY_CAST(%1$s AS HUGEINT) END"),
  DOUBLE("TRY_CAST(%s AS DOUBLE)"),
  BOOLEAN("CASE %s WHEN 'true' THEN true WHEN 'false' THEN false END"),
  TIMESTAMPTZ("TRY_CAST(%s AS TIMESTAMPTZ)"),
  DATE("TRY_CAST(%s AS DATE)"),
  VARCHAR("%s"),
  JSON("%s");

  /** A DOUBLE keeps so many digits of any number. */
  static final int DIGITS = 15;

  private final String cast;

  PlainType(String cast) {
    this.cast = cast;
  }

  /** What a JSON schema asks for. */
  static PlainType of(JsonNode schema) {
    return switch (Column.only(schema)) {
      case "integer" -> BIGINT;
      case "number" -> DOUBLE;
      case "boolean" -> BOOLEAN;
      case "string" ->
          switch (schema.path("format").asString("")) {
            case "date-time" -> TIMESTAMPTZ;
            case "date" -> DATE;
            default -> VARCHAR;
          };
      default -> JSON;
    };
  }

  @Override
  public String sql() {
    return name();
  }

  @Override
  public String landed() {
    return this == JSON ? "JSON" : "VARCHAR";
  }

  @Override
  public String of(String field) {
    return cast.formatted(field);
  }

  @Override
  public boolean takesAll() {
    return this == VARCHAR || this == JSON;
  }

  @Override
  public String cuts(String field) {
    return this == DOUBLE
        ? "(length(%1$s) > %2$d AND TRY_CAST(%1$s AS DOUBLE)::VARCHAR <> %1$s)"
            .formatted(field, DIGITS)
        : "false";
  }
}
