package dev.javacdk.manifest.build;

import dev.javacdk.manifest.expression.Kind;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Transformation;
import dev.javacdk.manifest.model.Transformation.ValueType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fields that are added to records. Safe for use by many threads. */
final class AddedFields {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Field> fields;
  private final @Nullable Text condition;

  /** One of them, with its value. */
  private record Field(List<String> path, Text value, List<Kind> kinds) {}

  AddedFields(Transformation.AddFields said) {
    this.fields =
        said.fields().stream()
            .map(field ->
                new Field(
                    field.path(),
                    Text.of(field.node(), "value", field.value()),
                    kinds(field.type())))
            .toList();
    this.condition =
        said.condition().isEmpty() ? null : Text.of(said.node(), "condition", said.condition());
  }

  Stream<Text> texts() {
    return Stream.concat(fields.stream().map(Field::value), Stream.ofNullable(condition));
  }

  private static List<Kind> kinds(@Nullable ValueType type) {
    if (type == null) {
      return List.of();
    }
    return switch (type) {
      case STRING -> List.of(Kind.TEXT);
      case NUMBER -> List.of(Kind.NUMBER);
      case INTEGER -> List.of(Kind.INTEGER);
      case BOOLEAN -> List.of(Kind.BOOLEAN);
    };
  }

  /** The record, which is changed: a value sees those that were added before it. */
  ObjectNode to(ObjectNode record, Scope scope) {
    for (Field field : fields) {
      JsonNode value = field.value().literal(scope, field.kinds().toArray(Kind[]::new));
      if (condition == null || condition.holds(with(scope, field, value))) {
        put(record, field.path(), value);
      }
    }
    return record;
  }

  private static Scope with(Scope scope, Field field, JsonNode value) {
    ArrayNode path = NODES.arrayNode();
    field.path().forEach(path::add);
    return scope.with("value", value).with("path", path);
  }

  /** Objects on the way are made where they are missing. */
  private static void put(ObjectNode record, List<String> path, JsonNode value) {
    JsonNode at = record;
    for (String part : path.subList(0, path.size() - 1)) {
      JsonNode next = at instanceof ArrayNode list ? at.get(index(part, list)) : at.get(part);
      if (next == null || !next.isContainer()) {
        next = NODES.objectNode();
        set(at, part, next);
      }
      at = next;
    }
    set(at, path.get(path.size() - 1), value);
  }

  private static void set(JsonNode at, String name, JsonNode value) {
    if (at instanceof ArrayNode list) {
      int index = index(name, list);
      while (list.size() <= index) {
        list.addNull();
      }
      list.set(index, value);
    } else {
      ((ObjectNode) at).set(name, value);
    }
  }

  private static int index(String part, ArrayNode list) {
    return part.matches("\\d{1,6}") ? Integer.parseInt(part) : list.size();
  }
}
