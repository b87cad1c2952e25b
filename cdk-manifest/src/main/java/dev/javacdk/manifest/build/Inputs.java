package dev.javacdk.manifest.build;

import dev.javacdk.manifest.expression.Expression;
import dev.javacdk.manifest.expression.Kind;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The named values of a part of a request: names and texts, or one text that gives an object. A
 * value; safe for use by many threads.
 *
 * @param named the names with what they are given, each a text or JSON that is no text
 * @param whole gives all at once; null where they are named
 */
record Inputs(Map<Text, Object> named, @Nullable Text whole) {

  /** Keeps a copy. */
  Inputs {
    named = new LinkedHashMap<>(named);
  }

  /** What stands in a field of a component; nothing where nothing does. */
  static Inputs of(Node node, String field, @Nullable JsonNode said) {
    if (said != null && said.isString()) {
      return new Inputs(Map.of(), Text.of(node, field, said.stringValue()));
    }
    Map<Text, Object> named = new LinkedHashMap<>();
    if (said != null) {
      for (Map.Entry<String, JsonNode> member : said.properties()) {
        String at = field + "." + member.getKey();
        JsonNode value = member.getValue();
        named.put(
            Text.of(node, at, member.getKey()),
            value.isString() ? Text.of(node, at, value.stringValue()) : value);
      }
    }
    return new Inputs(named, null);
  }

  boolean isEmpty() {
    return named.isEmpty() && whole == null;
  }

  Stream<Text> texts() {
    Stream<Text> values =
        named.values().stream().filter(Text.class::isInstance).map(Text.class::cast);
    return Stream.of(named.keySet().stream(), values, Stream.ofNullable(whole)).flatMap(s -> s);
  }

  /** The names, as far as the config alone says them. */
  List<String> names(Scope scope) {
    return named.keySet().stream().map(name -> name.string(scope)).toList();
  }

  /**
   * What they are; those without a value are left out.
   *
   * @param kinds which a value may have that is read as a literal
   */
  ObjectNode values(Scope scope, Kind... kinds) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    if (whole != null) {
      whole.value(scope).properties().forEach(m -> put(values, m.getKey(), m.getValue()));
    }
    named.forEach((name, said) -> {
      JsonNode value = said instanceof Text text ? text.value(scope, kinds) : (JsonNode) said;
      put(values, name.string(scope), value);
    });
    return values;
  }

  private static void put(ObjectNode values, String name, JsonNode value) {
    if (!value.isNull()) {
      values.set(name, value);
    }
  }

  /** A value as a parameter or a header has it. */
  static JsonNode written(JsonNode value) {
    return value.isString() ? value : JsonNodeFactory.instance.stringNode(Expression.str(value));
  }
}
