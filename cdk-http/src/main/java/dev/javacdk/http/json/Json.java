package dev.javacdk.http.json;

import dev.javacdk.api.internal.ForeignJson;
import dev.javacdk.api.read.JsonLimits;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON so that every number keeps the digits that it came with. */
public final class Json {

  private static final JsonMapper MAPPER = mapper(JsonLimits.DEFAULT);

  private Json() {}

  /** The mapper itself. Safe for use by many threads. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The mapper that reads within these limits. Safe for use by many threads. */
  public static JsonMapper mapper(JsonLimits limits) {
    return ForeignJson.mapper(
        limits.depth(), limits.nameLength(), limits.numberLength(), limits.recordBytes());
  }

  /** The value on which the parser stands; afterwards it stands on that value's last token. */
  public static JsonNode tree(JsonParser parser) {
    return MAPPER.readTree(parser);
  }

  /** A parser before the first token of this value. */
  public static JsonParser parser(JsonNode value) {
    return MAPPER.treeAsTokens(value);
  }

  /** The value as text for a URL or a header: a string as it is, all else as compact JSON. */
  public static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : MAPPER.writeValueAsString(value);
  }

  /** A copy of the value in which each text is changed, at every depth. */
  public static JsonNode strings(JsonNode value, UnaryOperator<String> change) {
    if (value.isString()) {
      return JsonNodeFactory.instance.stringNode(change.apply(value.stringValue()));
    }
    if (value instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(p -> copy.set(p.getKey(), strings(p.getValue(), change)));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> copy.add(strings(element, change)));
      return copy;
    }
    return value;
  }
}
