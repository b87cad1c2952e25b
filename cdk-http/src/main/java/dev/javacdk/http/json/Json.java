package dev.javacdk.http.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON so that every number keeps the digits that it came with. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** The mapper itself. Safe for use by many threads. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The value on which the parser stands; afterwards it stands on that value's last token. */
  public static JsonNode tree(JsonParser parser) {
    return MAPPER.readTree(parser);
  }

  /** The value as text for a URL or a header: a string as it is, all else as compact JSON. */
  public static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : MAPPER.writeValueAsString(value);
  }
}
