package dev.javacdk.api.internal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON that others write: within limits, and with what writers of other languages make of
 * numbers that are none, and of tabs in text. Numbers keep their digits.
 */
public final class ForeignJson {

  private static final ConcurrentMap<Limits, JsonMapper> WITHIN = new ConcurrentHashMap<>();

  private ForeignJson() {}

  private record Limits(int depth, int nameLength, int numberLength, int stringLength) {}

  /** The mapper that reads within these limits. Safe for use by many threads. */
  public static JsonMapper mapper(int depth, int nameLength, int numberLength, long stringLength) {
    int length = (int) Math.min(stringLength, Integer.MAX_VALUE - 8);
    return WITHIN.computeIfAbsent(
        new Limits(depth, nameLength, numberLength, length), ForeignJson::mapper);
  }

  private static JsonMapper mapper(Limits limits) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxNameLength(limits.nameLength())
            .maxNumberLength(limits.numberLength())
            .maxStringLength(limits.stringLength())
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(limits.depth() + 10).build())
            .build();
    return JsonMapper.builder(factory)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }
}
