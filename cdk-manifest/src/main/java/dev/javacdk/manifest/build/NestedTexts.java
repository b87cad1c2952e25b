package dev.javacdk.manifest.build;

import dev.javacdk.manifest.expression.Expression;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON in which each text, and each name, may be an expression. */
final class NestedTexts {

  private NestedTexts() {}

  /** Parses all of them, once; members without a value are left out. */
  static Function<Scope, JsonNode> of(Node node, String field, JsonNode json) {
    if (json.isString()) {
      return Text.of(node, field, json.stringValue())::value;
    }
    if (json.isObject()) {
      Map<Text, Function<Scope, JsonNode>> members = new LinkedHashMap<>();
      json.properties()
          .forEach(member -> {
            String at = field + "." + member.getKey();
            members.put(Text.of(node, at, member.getKey()), of(node, at, member.getValue()));
          });
      return scope -> object(members, scope);
    }
    if (json.isArray()) {
      List<Function<Scope, JsonNode>> elements = new ArrayList<>();
      json.forEach(element -> elements.add(of(node, field, element)));
      return scope -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> array.add(element.apply(scope)));
        return array;
      };
    }
    return scope -> json;
  }

  private static ObjectNode object(Map<Text, Function<Scope, JsonNode>> members, Scope scope) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    members.forEach((name, value) -> {
      JsonNode filled = value.apply(scope);
      if (!filled.isNull()) {
        object.set(Expression.str(name.value(scope)), filled);
      }
    });
    return object;
  }
}
