package dev.javacdk.manifest.expression;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A line that {@code golden.py} wrote: a template, its variables, and what Python's kit made of it
 * in each of its uses.
 */
record GoldenCase(String template, JsonNode context, JsonNode all) {

  static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-03-05T14:07:09.123456Z"));

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  static GoldenCase of(String line) {
    JsonNode node = MAPPER.readTree(line);
    return new GoldenCase(node.get("template").stringValue(), node.get("context"), node);
  }

  /** What differs, by the name of the use. */
  Map<String, String> differences() {
    Map<String, String> found = new TreeMap<>();
    compare("native", () -> parsed().evaluate(scope()), found);
    compare("integer", () -> parsed().evaluate(scope(), Kind.INTEGER), found);
    compare("text", () -> JSON.stringNode(parsed().text(scope())), found);
    compare("condition", () -> JSON.booleanNode(parsed().holds(scope())), found);
    return found;
  }

  private Expression parsed() {
    return Expression.parse(template);
  }

  private Scope scope() {
    Scope scope = Scope.of(CLOCK).with("parameters", JSON.objectNode());
    for (Map.Entry<String, JsonNode> variable : context.properties()) {
      scope = scope.with(variable.getKey(), variable.getValue());
    }
    return scope;
  }

  /**
   * A wrong type that Python met is an error here, and counts as equal; a condition of it holds.
   */
  private void compare(String use, Supplier<JsonNode> ours, Map<String, String> found) {
    JsonNode theirs = all.get(use);
    if (theirs == null || theirs.has("odd")) {
      return;
    }
    String said;
    try {
      said = text(ours.get());
    } catch (ExpressionError error) {
      said = "failed: " + String.valueOf(error.getMessage()).replace("\n", "\\n");
    }
    boolean isOfType = theirs.path("error").asString("").equals("TypeError");
    boolean equal =
        theirs.has("error")
            ? said.startsWith("failed: ")
                || (isOfType && use.equals("condition") && said.equals("true"))
            : said.equals(text(theirs.get("value")));
    if (!equal) {
      found.put(use, "Python " + text(theirs) + "\n    ours   " + said);
    }
  }

  private static String text(JsonNode node) {
    return node.toString().replaceAll(UUID, "a-uuid");
  }
}
