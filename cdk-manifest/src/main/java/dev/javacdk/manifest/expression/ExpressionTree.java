package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in which every text, that of a name too, is an expression: the parameters, headers or body
 * of a request as a manifest has them. A value; safe for use by many threads.
 */
public final class ExpressionTree {

  private static final int MOST_DEPTH = 100;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Part root;

  private ExpressionTree(Part root) {
    this.root = root;
  }

  /** What a tree is made of. */
  private sealed interface Part {

    /** A number, a truth or null, as it stands. */
    record Plain(JsonNode node) implements Part {}

    /** A text. */
    record Text(Expression expression) implements Part {}

    /** An array. */
    record Items(List<Part> parts) implements Part {}

    /** An object. */
    record Fields(Map<Expression, Part> parts) implements Part {}
  }

  /**
   * The tree of this JSON.
   *
   * @throws ExpressionError if a text in it cannot be parsed, or it is too deep
   */
  public static ExpressionTree parse(JsonNode node) {
    return new ExpressionTree(part(node, 0));
  }

  private static Part part(JsonNode node, int depth) {
    if (depth > MOST_DEPTH) {
      throw new ExpressionError("", -1, "deeper than " + MOST_DEPTH + ", which is the bound");
    }
    if (node instanceof ObjectNode object) {
      Map<Expression, Part> parts = new LinkedHashMap<>();
      object
          .properties()
          .forEach(field ->
              parts.put(Expression.parse(field.getKey()), part(field.getValue(), depth + 1)));
      return new Part.Fields(parts);
    }
    if (node instanceof ArrayNode array) {
      List<Part> parts = new ArrayList<>();
      array.forEach(item -> parts.add(part(item, depth + 1)));
      return new Part.Items(parts);
    }
    return node.isString()
        ? new Part.Text(Expression.parse(node.stringValue()))
        : new Part.Plain(node);
  }

  /**
   * The JSON that it comes to. What is null inside of an object is left out of it.
   *
   * @param kinds which types a text may turn into; none for any
   * @throws ExpressionError if an expression has no value
   */
  public JsonNode evaluate(Scope scope, Kind... kinds) {
    return evaluate(root, scope, kinds);
  }

  private static JsonNode evaluate(Part part, Scope scope, Kind... kinds) {
    if (part instanceof Part.Text text) {
      return text.expression().evaluate(scope, kinds);
    }
    if (part instanceof Part.Items items) {
      ArrayNode array = JSON.arrayNode();
      items.parts().forEach(item -> array.add(evaluate(item, scope, kinds)));
      return array;
    }
    if (part instanceof Part.Fields fields) {
      ObjectNode object = JSON.objectNode();
      fields
          .parts()
          .forEach((name, value) -> {
            JsonNode evaluated = evaluate(value, scope, kinds);
            if (!evaluated.isNull()) {
              object.set(name.evaluate(scope, Kind.TEXT).asString(), evaluated);
            }
          });
      return object;
    }
    return ((Part.Plain) part).node();
  }

  /** Whether one of its expressions reads a variable. */
  public boolean mentions(String variable) {
    return expressions().stream().anyMatch(expression -> expression.mentions(variable));
  }

  /** What its expressions read of a variable. */
  public Reads paths(String variable) {
    Reads all = new Reads(Map.of());
    for (Expression expression : expressions()) {
      all = all.and(expression.paths(variable));
    }
    return all;
  }

  private List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    collect(root, all::add);
    return all;
  }

  private static void collect(Part part, Consumer<Expression> found) {
    if (part instanceof Part.Text text) {
      found.accept(text.expression());
    } else if (part instanceof Part.Items items) {
      items.parts().forEach(item -> collect(item, found));
    } else if (part instanceof Part.Fields fields) {
      fields.parts().keySet().forEach(found);
      fields.parts().values().forEach(value -> collect(value, found));
    }
  }
}
