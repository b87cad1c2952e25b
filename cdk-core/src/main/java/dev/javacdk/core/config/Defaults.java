package dev.javacdk.core.config;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the defaults of a schema where the config says nothing. */
final class Defaults {

  private Defaults() {}

  static void fill(JsonNode schema, ObjectNode config) {
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          JsonNode own = property.getValue();
          JsonNode value = config.get(property.getKey());
          if (value == null && own.has("default")) {
            config.set(property.getKey(), own.get("default").deepCopy());
          } else if (value instanceof ObjectNode nested) {
            fill(chosen(own, nested), nested);
          }
        });
  }

  /** Of a oneOf, the option whose constants the value has. */
  private static JsonNode chosen(JsonNode schema, ObjectNode value) {
    for (JsonNode option : schema.path("oneOf")) {
      boolean fits =
          option.path("properties").properties().stream()
              .filter(property -> property.getValue().has("const"))
              .allMatch(property ->
                  property.getValue().get("const").equals(value.get(property.getKey())));
      if (fits) {
        return option;
      }
    }
    return schema;
  }
}
