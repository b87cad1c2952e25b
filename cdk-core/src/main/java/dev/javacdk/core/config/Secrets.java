package dev.javacdk.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the values of a config that its schema marks as secret, at any depth: below properties,
 * maps, items, the combinations, conditions, and references within the schema.
 */
final class Secrets {

  private static final int DEEPEST = 100;

  private final JsonNode root;
  private final Map<String, String> found = new LinkedHashMap<>();

  private Secrets(JsonNode root) {
    this.root = root;
  }

  /** The secrets, by the JSON pointers of where they stand in the config. */
  static Map<String, String> find(JsonNode schema, JsonNode config) {
    Secrets secrets = new Secrets(schema);
    secrets.walk(schema, config, "", 0);
    return secrets.found;
  }

  private void walk(JsonNode schema, JsonNode value, String pointer, int depth) {
    if (depth > DEEPEST || value.isMissingNode() || !schema.isObject()) {
      return;
    }
    if (schema.path("airbyte_secret").asBoolean(false)) {
      collect(value, pointer);
    }
    String reference = schema.path("$ref").asString("");
    if (reference.startsWith("#/")) {
      walk(root.at(reference.substring(1)), value, pointer, depth + 1);
    }
    for (String combination : new String[] {"oneOf", "anyOf", "allOf"}) {
      for (JsonNode option : schema.path(combination)) {
        walk(option, value, pointer, depth + 1);
      }
    }
    for (String condition : new String[] {"if", "then", "else"}) {
      walk(schema.path(condition), value, pointer, depth + 1);
    }
    members(schema, value, pointer, depth + 1);
    elements(schema, value, pointer, depth + 1);
  }

  private void members(JsonNode schema, JsonNode value, String pointer, int depth) {
    JsonNode named = schema.path("properties");
    JsonNode patterns = schema.path("patternProperties");
    value
        .properties()
        .forEach(member -> {
          String below = pointer + "/" + escape(member.getKey());
          walk(named.path(member.getKey()), member.getValue(), below, depth);
          patterns
              .properties()
              .forEach(pattern -> {
                if (matches(pattern.getKey(), member.getKey())) {
                  walk(pattern.getValue(), member.getValue(), below, depth);
                }
              });
          if (!named.has(member.getKey())) {
            walk(schema.path("additionalProperties"), member.getValue(), below, depth);
          }
        });
  }

  private void elements(JsonNode schema, JsonNode value, String pointer, int depth) {
    JsonNode items = schema.path("items");
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      String below = pointer + "/" + i;
      walk(schema.path("prefixItems").path(i), value.get(i), below, depth);
      walk(items.isArray() ? items.path(i) : items, value.get(i), below, depth);
    }
  }

  private void collect(JsonNode value, String pointer) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(member -> collect(member.getValue(), pointer + "/" + escape(member.getKey())));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        collect(value.get(i), pointer + "/" + i);
      }
    } else if (!value.isNull()) {
      found.put(pointer, value.asString());
    }
  }

  private static boolean matches(String pattern, String name) {
    try {
      return Pattern.compile(pattern).matcher(name).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
