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

  /** How deep the files of the command line may be nested: what is deeper is no config or state. */
  private static final int DEEPEST_FILE = 500;

  /** The mapper. */
  public static final JsonMapper MAPPER = mapper(Integer.MAX_VALUE);

  /** The same, for the files of the command line. */
  public static final JsonMapper FILES = mapper(DEEPEST_FILE);

  /** The same, for state files: of a key that is there twice, whoever reads makes something. */
  public static final JsonMapper STATE_FILES =
      FILES.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** For records: of a key that is there twice, the last counts. */
  static final JsonMapper LAST_WINS =
      MAPPER.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final ObjectReader TREES =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ExactJson() {}

  private static JsonMapper mapper(int depth) {
    StreamReadConstraints read =
        StreamReadConstraints.builder()
            .maxNestingDepth(depth)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();
    StreamWriteConstraints written =
        StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build();
    return JsonMapper.builder(
            new FiniteGenerator.Factory(
                JsonFactory.builder().streamReadConstraints(read).streamWriteConstraints(written)))
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT, StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
  }

  /** Reads the value on which the parser stands as a tree; the parser then stands on its end. */
  public static JsonNode readTree(JsonParser parser) {
    return TREES.readTree(parser);
  }

  /** The same value, with null in place of numbers that are none. */
  public static JsonNode finite(JsonNode value) {
    if (!hasNaN(value)) {
      return value;
    }
    return LAST_WINS.readTree(MAPPER.writeValueAsBytes(value));
  }

  private static boolean hasNaN(JsonNode value) {
    if (value.isContainer()) {
      for (JsonNode child : value) {
        if (hasNaN(child)) {
          return true;
        }
      }
      return false;
    }
    return (value.isDouble() || value.isFloat()) && !Double.isFinite(value.doubleValue());
  }
}
