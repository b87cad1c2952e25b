package dev.javacdk.local;

import static dev.javacdk.local.Database.literal;
import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An object or array whose schema says what is in it: a STRUCT, a LIST. A value that has a field
 * more, or something else in one, does not fit as a whole.
 */
final class NestedType implements ColumnType {

  private final Shape shape;

  private NestedType(Shape shape) {
    this.shape = shape;
  }

  /** That of a schema; empty where it does not say what is in the object, or the array. */
  static Optional<ColumnType> of(JsonNode schema) {
    Shape shape = shape(schema);
    return shape instanceof Leaf ? Optional.empty() : Optional.of(new NestedType(shape));
  }

  private static Shape shape(JsonNode schema) {
    return switch (Column.only(schema)) {
      case "object" -> object(schema.path("properties"));
      case "array" -> {
        Shape items = shape(schema.path("items"));
        yield schema.path("items").isObject() ? new Items(items) : new Leaf(PlainType.JSON);
      }
      default -> new Leaf(PlainType.of(schema));
    };
  }

  private static Shape object(JsonNode properties) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      fields.put(property.getKey(), shape(property.getValue()));
    }
    long names = fields.keySet().stream().map(n -> n.toLowerCase(Locale.ROOT)).distinct().count();
    boolean canBeNamed =
        names == fields.size() && fields.keySet().stream().noneMatch(n -> n.contains("\""));
    return fields.isEmpty() || !canBeNamed ? new Leaf(PlainType.JSON) : new Fields(fields);
  }

  @Override
  public String sql() {
    return shape.sql();
  }

  @Override
  public String landed() {
    return "JSON";
  }

  @Override
  public String of(String field) {
    return "CASE WHEN %s THEN TRY_CAST(%s AS %s) END".formatted(shape.fits(field, 0), field, sql());
  }

  @Override
  public boolean takesAll() {
    return false;
  }

  /** What a value is made of. */
  private sealed interface Shape {

    /** The type in SQL. */
    String sql();

    /**
     * Whether a JSON value has nothing that this has not, as SQL.
     *
     * @param depth how many lists are round it
     */
    String fits(String json, int depth);
  }

  private record Leaf(PlainType type) implements Shape {

    @Override
    public String sql() {
      return type.sql();
    }

    @Override
    public String fits(String json, int depth) {
      if (type.takesAll()) {
        return "true";
      }
      String text = "(" + json + "->>'$')";
      return "(%1$s IS NULL OR ((%2$s) IS NOT NULL AND NOT %3$s))"
          .formatted(text, type.of(text), type.cuts(text));
    }
  }

  private record Fields(Map<String, Shape> fields) implements Shape {

    @Override
    public String sql() {
      return fields.entrySet().stream()
          .map(field -> Database.name(field.getKey()) + " " + field.getValue().sql())
          .collect(joining(", ", "STRUCT(", ")"));
    }

    @Override
    public String fits(String json, int depth) {
      String names =
          fields.keySet().stream()
              .map(Database::literal)
              .collect(joining(", ", "[", "]::VARCHAR[]"));
      String all =
          fields.entrySet().stream()
              .map(f ->
                  f.getValue()
                      .fits(
                          "json_extract(%s, %s)"
                              .formatted(json, literal("$.\"" + f.getKey() + "\"")),
                          depth))
              .filter(fits -> !fits.equals("true"))
              .map(fits -> " AND " + fits)
              .collect(joining());
      return nullOr(
          json,
          "json_type(%1$s) = 'OBJECT' AND list_has_all(%2$s, json_keys(%1$s))%3$s"
              .formatted(json, names, all));
    }
  }

  private record Items(Shape items) implements Shape {

    @Override
    public String sql() {
      return items.sql() + "[]";
    }

    @Override
    public String fits(String json, int depth) {
      String item = "item" + depth;
      String each = items.fits(item, depth + 1);
      String all =
          each.equals("true")
              ? ""
              : " AND coalesce(list_bool_and(list_transform(json_extract(%s, '$[*]'), lambda %s: %s)), true)"
                  .formatted(json, item, each);
      return nullOr(json, "json_type(%s) = 'ARRAY'%s".formatted(json, all));
    }
  }

  private static String nullOr(String json, String fits) {
    return "(%1$s IS NULL OR json_type(%1$s) = 'NULL' OR (%2$s))".formatted(json, fits);
  }
}
