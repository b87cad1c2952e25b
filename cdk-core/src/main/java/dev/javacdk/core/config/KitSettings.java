package dev.javacdk.core.config;

import dev.javacdk.api.JsonLimits;
import dev.javacdk.api.error.ConfigError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
 * @param json {@code _json_depth}, {@code _json_name_length} and {@code _json_number_length}
 * @param largestRecord {@code _largest_record}: how many bytes one record may have
 */
public record KitSettings(
    OptionalLong limit,
    OptionalInt pageSize,
    OptionalInt concurrency,
    OptionalLong queueBytes,
    Optional<Duration> checkpointEvery,
    JsonLimits json,
    OptionalLong largestRecord) {

  private static final String LIMIT = "_limit";
  private static final String PAGE_SIZE = "_page_size";
  private static final String CONCURRENCY = "_concurrency";
  private static final String QUEUE_BYTES = "_queue_bytes";
  private static final String CHECKPOINT_SECONDS = "_checkpoint_seconds";
  private static final String JSON_DEPTH = "_json_depth";
  private static final String JSON_NAME_LENGTH = "_json_name_length";
  private static final String JSON_NUMBER_LENGTH = "_json_number_length";
  private static final String LARGEST_RECORD = "_largest_record";
  private static final List<String> NAMES =
      List.of(
          LIMIT,
          PAGE_SIZE,
          CONCURRENCY,
          QUEUE_BYTES,
          CHECKPOINT_SECONDS,
          JSON_DEPTH,
          JSON_NAME_LENGTH,
          JSON_NUMBER_LENGTH,
          LARGEST_RECORD);

  /** What is nested deeper cannot be written by all that write trees. */
  private static final int DEEPEST = 5_000;

  private static final long LEAST_RECORD = 1L << 20;
  private static final long MOST_RECORD = 1L << 30;

  /** How they are called. */
  static Set<String> names() {
    return Set.copyOf(NAMES);
  }

  /** No settings. */
  public static KitSettings none() {
    return new KitSettings(
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        JsonLimits.DEFAULT,
        OptionalLong.empty());
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
      if (NAMES.contains(name) || (name.startsWith("_") && value.isNumber())) {
        requireSetting(name, value);
        settings.put(name, value);
        config.remove(name);
      }
    }
    return new KitSettings(
        whole(settings, LIMIT, 1),
        narrow(whole(settings, PAGE_SIZE, 1)),
        narrow(whole(settings, CONCURRENCY, 1)),
        whole(settings, QUEUE_BYTES, 1),
        seconds(settings.get(CHECKPOINT_SECONDS)),
        json(settings),
        largest(whole(settings, LARGEST_RECORD, 1)));
  }

  private static void requireSetting(String name, JsonNode value) {
    if (!NAMES.contains(name)) {
      throw new ConfigError(
          "the config has '%s', which is no setting of the kit; there are %s"
              .formatted(name, String.join(", ", NAMES)));
    }
    if (!value.isNumber()) {
      throw new ConfigError("the config's '%s' must be a number, not %s".formatted(name, value));
    }
  }

  private static OptionalLong largest(OptionalLong asked) {
    if (asked.isPresent() && asked.getAsLong() > MOST_RECORD) {
      throw new ConfigError(
          "the config's '%s' must be at most %d, not %d"
              .formatted(LARGEST_RECORD, MOST_RECORD, asked.getAsLong()));
    }
    return asked;
  }

  private static JsonLimits json(Map<String, JsonNode> settings) {
    JsonLimits otherwise = JsonLimits.DEFAULT;
    int depth = narrow(whole(settings, JSON_DEPTH, 1)).orElse(otherwise.depth());
    if (depth > DEEPEST) {
      throw new ConfigError(
          "the config's '%s' must be at most %d, not %d".formatted(JSON_DEPTH, DEEPEST, depth));
    }
    return new JsonLimits(
        depth,
        narrow(whole(settings, JSON_NAME_LENGTH, 1)).orElse(otherwise.nameLength()),
        narrow(whole(settings, JSON_NUMBER_LENGTH, 1)).orElse(otherwise.numberLength()),
        otherwise.recordBytes());
  }

  /**
   * How large the JSON that is read may be. Where nobody says how large a record, a sixteenth of
   * the heap for each worker.
   */
  public JsonLimits limits() {
    long share = Runtime.getRuntime().maxMemory() / 16 / concurrency.orElse(1);
    return json.recordBytes(
        largestRecord.orElse(Math.min(MOST_RECORD, Math.max(LEAST_RECORD, share))));
  }

  /** The same, with so many workers where the config does not say how many. */
  public KitSettings orConcurrency(OptionalInt workers) {
    return concurrency.isPresent()
        ? this
        : new KitSettings(
            limit, pageSize, workers, queueBytes, checkpointEvery, json, largestRecord);
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
