package dev.javacdk.http.json;

import dev.javacdk.api.read.JsonLimits;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON so that every number keeps the digits that it came with. */
public final class Json {

  private static final JsonMapper MAPPER = mapperOf(JsonLimits.DEFAULT);

  private static final ConcurrentMap<JsonLimits, JsonMapper> WITHIN = new ConcurrentHashMap<>();

  private Json() {}

  /** The mapper itself. Safe for use by many threads. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The mapper that reads within these limits. Safe for use by many threads. */
  public static JsonMapper mapper(JsonLimits limits) {
    return limits.equals(JsonLimits.DEFAULT)
        ? MAPPER
        : WITHIN.computeIfAbsent(limits, Json::mapperOf);
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

  private static JsonMapper mapperOf(JsonLimits limits) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxNameLength(limits.nameLength())
            .maxNumberLength(limits.numberLength())
            .maxStringLength((int) Math.min(limits.recordBytes(), Integer.MAX_VALUE - 8))
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(limits.depth() + 10).build())
            .build();
    return JsonMapper.builder(factory)
        // What writers of other languages make of numbers that are none, and of tabs in text.
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }
}
