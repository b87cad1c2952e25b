package dev.javacdk.core.config;

import dev.javacdk.api.JsonLimits;
import dev.javacdk.api.error.ConfigError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator may set in any connector's config: keys at the top that begin with an underscore
 * and hold a number. They are no part of the spec.
 *
 * @param limit {@code _limit}: how many records of each stream to read
 * @param pageSize {@code _page_size}: how many records to ask for a page
 * @param concurrency {@code _concurrency}: how many workers read
 * @param queueBytes {@code _queue_bytes}: how many bytes of records wait for the output at most
 * @param checkpointEvery {@code _checkpoint_seconds}: a state as often as it changes, but no more
 *     often than this; 0: after every page
 * @param largestRecord {@code _largest_record}: how many bytes a record may have; a share of the
 *     heap where nothing is said
 * @param json {@code _json_depth}, {@code _json_name_length}, {@code _json_number_length}: how
 *     large else the JSON may be that is read
 */
public record KitSettings(
    OptionalLong limit,
    OptionalInt pageSize,
    OptionalInt concurrency,
    OptionalLong queueBytes,
    Optional<Duration> checkpointEvery,
    OptionalLong largestRecord,
    JsonLimits json) {

  private static final String LIMIT = "_limit";
  private static final String PAGE_SIZE = "_page_size";
  private static final String CONCURRENCY = "_concurrency";
  private static final String QUEUE_BYTES = "_queue_bytes";
  private static final String CHECKPOINT_SECONDS = "_checkpoint_seconds";
  private static final String LARGEST_RECORD = "_largest_record";
  private static final String JSON_DEPTH = "_json_depth";
  private static final String JSON_NAME = "_json_name_length";
  private static final String JSON_NUMBER = "_json_number_length";
  private static final List<String> NAMES =
      List.of(
          LIMIT,
          PAGE_SIZE,
          CONCURRENCY,
          QUEUE_BYTES,
          CHECKPOINT_SECONDS,
          LARGEST_RECORD,
          JSON_DEPTH,
          JSON_NAME,
          JSON_NUMBER);

  /** The heap holds a page, a record in several forms, and the output's queue. */
  private static final int SHARE_OF_HEAP = 16;

  private static final long LEAST_RECORD = 1L << 20;
  private static final long MOST_RECORD = 1L << 30;

  /** No settings. */
  public static KitSettings none() {
    return new KitSettings(
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        JsonLimits.DEFAULT);
  }

  /**
   * Takes the settings out of a config.
   *
   * @param config is left without them
   * @throws ConfigError where one is unknown, or its number makes no sense
   */
  public static KitSettings takeFrom(ObjectNode config) {
    Map<String, JsonNode> settings = new TreeMap<>();
    for (String name : List.copyOf(config.propertyNames())) {
      JsonNode value = config.get(name);
      if (NAMES.contains(name) && !value.isNumber()) {
        throw new ConfigError(
            "the config's '%s' is a setting of the kit and must be a number, not %s"
                .formatted(name, value));
      }
      if (name.startsWith("_") && value.isNumber()) {
        settings.put(name, value);
        config.remove(name);
      }
    }
    for (String name : settings.keySet()) {
      if (!NAMES.contains(name)) {
        throw new ConfigError(
            "the config has '%s', which is no setting of the kit; there are %s"
                .formatted(name, String.join(", ", NAMES)));
      }
    }
    return new KitSettings(
        whole(settings, LIMIT, 1),
        narrow(whole(settings, PAGE_SIZE, 1)),
        narrow(whole(settings, CONCURRENCY, 1)),
        whole(settings, QUEUE_BYTES, 1),
        seconds(settings.get(CHECKPOINT_SECONDS)),
        whole(settings, LARGEST_RECORD, 1),
        new JsonLimits(
            narrow(whole(settings, JSON_DEPTH, 1)).orElse(JsonLimits.DEFAULT.depth()),
            narrow(whole(settings, JSON_NAME, 1)).orElse(JsonLimits.DEFAULT.nameLength()),
            narrow(whole(settings, JSON_NUMBER, 1)).orElse(JsonLimits.DEFAULT.numberLength()),
            JsonLimits.DEFAULT.recordBytes()));
  }

  /** How large the JSON that is read may be; a record so large that each worker can hold one. */
  public JsonLimits limits() {
    long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / concurrency.orElse(1);
    long fits = Math.max(LEAST_RECORD, Math.min(MOST_RECORD, share));
    return json.recordBytes(largestRecord.orElse(fits));
  }

  /** The same, with so many workers where the config does not say how many. */
  public KitSettings orConcurrency(OptionalInt workers) {
    return concurrency.isPresent()
        ? this
        : new KitSettings(
            limit, pageSize, workers, queueBytes, checkpointEvery, largestRecord, json);
  }

  private static OptionalLong whole(Map<String, JsonNode> settings, String name, long least) {
    JsonNode value = settings.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.asLong() < least) {
      throw new ConfigError(
          "the config's '%s' must be a whole number of at least %d, not %s"
              .formatted(name, least, value));
    }
    return OptionalLong.of(value.asLong());
  }

  private static OptionalInt narrow(OptionalLong value) {
    return value.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, value.getAsLong()));
  }

  private static Optional<Duration> seconds(@Nullable JsonNode value) {
    if (value == null) {
      return Optional.empty();
    }
    double seconds = value.doubleValue();
    if (!(seconds >= 0 && seconds <= 86_400)) {
      throw new ConfigError(
          "the config's '%s' must be between 0 and 86400, not %s"
              .formatted(CHECKPOINT_SECONDS, value));
    }
    return Optional.of(Duration.ofMillis((long) (seconds * 1_000)));
  }
}
