package dev.javacdk.core.config;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds the values of a config that its schema marks as secret, at any depth: below properties,
 * items, the combinations, and references within the schema.
 */
final class Secrets {

  private static final int DEEPEST = 100;

  private final JsonNode root;
  private final Set<String> found = new LinkedHashSet<>();

  private Secrets(JsonNode root) {
    this.root = root;
  }

  static Set<String> find(JsonNode schema, JsonNode config) {
    Secrets secrets = new Secrets(schema);
    secrets.walk(schema, config, 0);
    return secrets.found;
  }

  private void walk(JsonNode schema, JsonNode value, int depth) {
    if (depth > DEEPEST || value.isMissingNode() || !schema.isObject()) {
      return;
    }
    if (schema.path("airbyte_secret").asBoolean(false)) {
      collect(value);
    }
    String reference = schema.path("$ref").asString("");
    if (reference.startsWith("#/")) {
      walk(root.at(reference.substring(1)), value, depth + 1);
    }
    for (String combination : new String[] {"oneOf", "anyOf", "allOf"}) {
      for (JsonNode option : schema.path(combination)) {
        walk(option, value, depth + 1);
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(property -> walk(property.getValue(), value.path(property.getKey()), depth + 1));
    JsonNode items = schema.path("items");
    if (value.isArray()) {
      value.forEach(element -> walk(items, element, depth + 1));
    }
  }

  private void collect(JsonNode value) {
    if (value.isContainer()) {
      value.forEach(this::collect);
    } else if (!value.isNull()) {
      found.add(value.asString());
    }
  }
}
