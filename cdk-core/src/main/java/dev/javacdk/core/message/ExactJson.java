package dev.javacdk.core.message;

import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that keeps what it reads: integers of any size, decimals with their scale; duplicate keys
 * are refused, and NaN becomes null. It sets no limits of its own: what an API may answer is for
 * those who read it to say. The one mapper of the runtime; safe for use by many threads.
 */
public final class ExactJson {

  private static final StreamReadConstraints READ =
      StreamReadConstraints.builder()
          .maxNestingDepth(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  private static final StreamWriteConstraints WRITTEN =
      StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build();

  /** The mapper. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              new FiniteGenerator.Factory(
                  JsonFactory.builder()
                      .streamReadConstraints(READ)
                      .streamWriteConstraints(WRITTEN)))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT, StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** For files that people hand in: nested no deeper than messages about them can be. */
  public static final JsonMapper FILES =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(100_000).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectReader TREES =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ExactJson() {}

  /** Reads the value on which the parser stands as a tree; the parser then stands on its end. */
  public static JsonNode readTree(JsonParser parser) {
    return TREES.readTree(parser);
  }
}
