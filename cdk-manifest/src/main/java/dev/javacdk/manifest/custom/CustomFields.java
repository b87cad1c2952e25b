package dev.javacdk.manifest.custom;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a manifest says of a custom component, and the config. Confined to the caller's thread. */
public final class CustomFields {

  private final ObjectNode json;
  private final ObjectNode config;
  private final Function<JsonNode, JsonNode> evaluated;

  /**
   * Of a component.
   *
   * @param evaluated a value of a field, in which texts that are expressions stand for their values
   */
  public CustomFields(ObjectNode json, ObjectNode config, Function<JsonNode, JsonNode> evaluated) {
    this.json = json.deepCopy();
    this.config = config.deepCopy();
    this.evaluated = evaluated;
  }

  /** As the manifest says it; expressions as their texts. */
  public ObjectNode json() {
    return json;
  }

  /** The connector's config. */
  public ObjectNode config() {
    return config;
  }

  /**
   * A field, expressions over the config evaluated.
   *
   * @throws IllegalArgumentException where there is none
   */
  public JsonNode value(String field) {
    JsonNode said = json.get(field);
    if (said == null || said.isNull()) {
      throw new IllegalArgumentException("needs the field '" + field + "'");
    }
    return evaluated.apply(said);
  }

  /**
   * A field that is a text, its expression evaluated.
   *
   * @throws IllegalArgumentException where there is none, or it is no text
   */
  public String text(String field) {
    JsonNode value = value(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("the field '" + field + "' must be a text");
    }
    return value.stringValue();
  }
}
