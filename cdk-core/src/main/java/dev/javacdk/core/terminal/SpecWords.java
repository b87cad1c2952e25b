package dev.javacdk.core.terminal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A SPEC message in words: what the config is made of, and one to begin with. */
final class SpecWords {

  private SpecWords() {}

  static List<String> of(JsonNode spec, int width) {
    JsonNode schema = spec.path("connectionSpecification");
    TextTable table = new TextTable(List.of("key", "type", "required", "default", "meaning"));
    rows(schema, "", table);
    List<String> lines = new ArrayList<>();
    if (table.size() == 0) {
      lines.add("This source needs no config: an empty object, {}, will do.");
      return lines;
    }
    table.wrapLast();
    lines.addAll(table.lines(width));
    lines.add("");
    lines.add("A config to begin with:");
    lines.addAll(example(schema).toPrettyString().lines().toList());
    String url = spec.path("documentationUrl").asString("");
    if (!url.isEmpty()) {
      lines.add("");
      lines.add("More: " + url);
    }
    return lines;
  }

  private static void rows(JsonNode schema, String above, TextTable table) {
    Set<String> required = required(schema);
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          JsonNode own = property.getValue();
          String key = above + property.getKey();
          table.row(
              key,
              type(own),
              required.contains(property.getKey()) ? "yes" : "",
              own.has("default") ? own.path("default").toString() : "",
              meaning(own));
          rows(own, key + ".", table);
          for (JsonNode option : own.path("oneOf")) {
            String name = option.path("title").asString("");
            table.row(key + ":", "one of", "", "", name.isEmpty() ? "an option" : name);
            rows(option, key + ".", table);
          }
        });
  }

  private static Set<String> required(JsonNode schema) {
    Set<String> names = new HashSet<>();
    schema.path("required").forEach(name -> names.add(name.asString("")));
    return names;
  }

  private static String type(JsonNode schema) {
    if (schema.path("airbyte_secret").asBoolean(false)) {
      return "secret";
    }
    String said =
        schema.path("type").isArray()
            ? schema.path("type").valueStream().map(t -> t.asString("")).toList().toString()
            : schema.path("type").asString(schema.has("oneOf") ? "object" : "");
    String format = schema.path("format").asString("");
    return format.isEmpty() ? said : format;
  }

  private static String meaning(JsonNode schema) {
    String meaning = schema.path("description").asString(schema.path("title").asString(""));
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> values.add(value.asString(value.toString())));
    return values.isEmpty()
        ? meaning
        : (meaning + " (one of " + String.join(", ", values) + ")").strip();
  }

  /** What is required, with a value that shows what belongs there. */
  private static ObjectNode example(JsonNode schema) {
    ObjectNode example = JsonNodeFactory.instance.objectNode();
    Set<String> required = required(schema);
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          if (required.contains(property.getKey())) {
            example.set(property.getKey(), value(property.getValue()));
          }
        });
    return example;
  }

  private static JsonNode value(JsonNode schema) {
    for (String name : List.of("const", "default")) {
      if (schema.has(name)) {
        return schema.path(name);
      }
    }
    JsonNode first = schema.at("/examples/0");
    JsonNode choice = schema.at("/enum/0");
    if (!first.isMissingNode() || !choice.isMissingNode()) {
      return first.isMissingNode() ? choice : first;
    }
    JsonNode option = schema.at("/oneOf/0");
    return switch (schema.path("type").asString(option.isMissingNode() ? "string" : "object")) {
      case "object" -> example(option.isMissingNode() ? schema : option);
      case "array" -> JsonNodeFactory.instance.arrayNode();
      case "integer", "number" -> JsonNodeFactory.instance.numberNode(0);
      case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
      default -> JsonNodeFactory.instance.stringNode("...");
    };
  }
}
