package dev.javacdk.core.config;

import com.google.common.primitives.Ints;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.core.problem.Problems;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator may set in any connector's config: keys at the top that begin with an underscore
 * and hold a number. They are no part of the spec.
 *
 * @param limit {@code _limit}: how many records of each stream to read
 * @param pageSize {@code _page_size}: how many records to ask for a page
 * @param concurrency {@code _concurrency}: how many workers read
 * @param readAhead {@code _read_ahead}: how many pages of a listing are asked for ahead at once
 * @param queueBytes {@code _queue_bytes}: how many bytes of records wait for the output at most
 * @param checkpointEvery {@code _checkpoint_seconds}: a state as often as it changes, but no more
 *     often than this; 0: after every page
 * @param json {@code _json_depth}, {@code _json_name_length} and {@code _json_number_length}
 * @param largestRecord {@code _largest_record}: how many bytes one record may have
 * @param marks whether marks stand between the messages; by the command line alone
 */
public record KitSettings(
    OptionalLong limit,
    OptionalInt pageSize,
    OptionalInt concurrency,
    OptionalInt readAhead,
    OptionalLong queueBytes,
    Optional<Duration> checkpointEvery,
    JsonLimits json,
    OptionalLong largestRecord,
    boolean marks) {

  private static final String LIMIT = "_limit";
  private static final String PAGE_SIZE = "_page_size";
  private static final String CONCURRENCY = "_concurrency";
  private static final String READ_AHEAD = "_read_ahead";
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
          READ_AHEAD,
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
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        JsonLimits.DEFAULT,
        OptionalLong.empty(),
        false);
  }

  /**
   * Takes the settings out of a config.
   *
   * @param config is left without them
   * @throws ConfigError that names each that is unknown, or whose number makes no sense
   */
  public static KitSettings takeFrom(ObjectNode config) {
    return Problems.orThrow(read(config));
  }

  /**
   * The same, with the mistakes in place of an error.
   *
   * @param config is left without them
   */
  public static Validation<Seq<Problem>, KitSettings> read(ObjectNode config) {
    Map<String, JsonNode> said = new TreeMap<>();
    for (String name : List.copyOf(config.propertyNames())) {
      JsonNode value = config.get(name);
      if (NAMES.contains(name) || (name.startsWith("_") && value.isNumber())) {
        said.put(name, value);
        config.remove(name);
      }
    }
    return Problems.flat(
        Validation.combine(
                whole(said, LIMIT, Long.MAX_VALUE),
                narrow(said, PAGE_SIZE, Integer.MAX_VALUE),
                narrow(said, CONCURRENCY, Integer.MAX_VALUE),
                ahead(said),
                whole(said, QUEUE_BYTES, Long.MAX_VALUE),
                seconds(said),
                json(said),
                whole(said, LARGEST_RECORD, MOST_RECORD))
            .ap((limit, page, workers, ahead, queue, every, json, largest) ->
                new KitSettings(limit, page, workers, ahead, queue, every, json, largest, false)));
  }

  /** Of pages to be asked for ahead there may be none; and all names are known ones. */
  private static Validation<Seq<Problem>, OptionalInt> ahead(Map<String, JsonNode> said) {
    JsonNode value = said.get(READ_AHEAD);
    boolean isNone = value != null && value.isIntegralNumber() && value.asLong(-1) == 0;
    return Problems.flat(
        Validation.combine(
                known(said.keySet()),
                isNone
                    ? Validation.<Seq<Problem>, OptionalInt>valid(OptionalInt.of(0))
                    : narrow(said, READ_AHEAD, Integer.MAX_VALUE))
            .ap((known, pages) -> pages));
  }

  private static Validation<Seq<Problem>, Seq<String>> known(Set<String> names) {
    return Validation.traverse(
        names,
        name ->
            NAMES.contains(name)
                ? Validation.valid(name)
                : invalid(
                    name,
                    "is no setting of the kit; there are "
                        + String.join(", ", NAMES)
                        + Nearest.question(name, NAMES)));
  }

  private static <T> Validation<Seq<Problem>, T> invalid(String name, String what) {
    return Place.all("the config").below(name).invalid(what);
  }

  private static Validation<Seq<Problem>, JsonLimits> json(Map<String, JsonNode> said) {
    JsonLimits otherwise = JsonLimits.DEFAULT;
    return Problems.flat(
        Validation.combine(
                narrow(said, JSON_DEPTH, DEEPEST),
                narrow(said, JSON_NAME_LENGTH, Integer.MAX_VALUE),
                narrow(said, JSON_NUMBER_LENGTH, Integer.MAX_VALUE))
            .ap((depth, name, number) ->
                new JsonLimits(
                    depth.orElse(otherwise.depth()),
                    name.orElse(otherwise.nameLength()),
                    number.orElse(otherwise.numberLength()),
                    otherwise.recordBytes())));
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

  /**
   * The same, with what the command line says.
   *
   * @param given the limit; where there is none, that of the config stands
   */
  public KitSettings with(OptionalLong given, boolean marks) {
    return new KitSettings(
        given.isPresent() ? given : limit,
        pageSize,
        concurrency,
        readAhead,
        queueBytes,
        checkpointEvery,
        json,
        largestRecord,
        marks);
  }

  /** The same, with so many workers where the config does not say how many. */
  public KitSettings orConcurrency(OptionalInt workers) {
    return concurrency.isPresent()
        ? this
        : new KitSettings(
            limit,
            pageSize,
            workers,
            readAhead,
            queueBytes,
            checkpointEvery,
            json,
            largestRecord,
            marks);
  }

  /** How many workers read; two a core where nobody says how many. */
  public int workers() {
    return concurrency.orElse(2 * Runtime.getRuntime().availableProcessors());
  }

  private static Validation<Seq<Problem>, OptionalLong> whole(
      Map<String, JsonNode> said, String name, long most) {
    JsonNode value = said.get(name);
    if (value == null) {
      return Validation.valid(OptionalLong.empty());
    }
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.asLong() < 1) {
      return invalid(name, "must be a whole number of at least 1, not " + value);
    }
    return value.asLong() > most
        ? invalid(name, "must be at most " + most + ", not " + value)
        : Validation.valid(OptionalLong.of(value.asLong()));
  }

  /** A number of which so large a one as nobody means is cut. */
  private static Validation<Seq<Problem>, OptionalInt> narrow(
      Map<String, JsonNode> said, String name, int most) {
    long bound = most == Integer.MAX_VALUE ? Long.MAX_VALUE : most;
    return whole(said, name, bound)
        .map(number ->
            number.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Ints.saturatedCast(number.getAsLong())));
  }

  private static Validation<Seq<Problem>, Optional<Duration>> seconds(Map<String, JsonNode> said) {
    JsonNode value = said.get(CHECKPOINT_SECONDS);
    if (value == null) {
      return Validation.valid(Optional.empty());
    }
    double seconds = value.isNumber() ? value.doubleValue() : -1;
    return seconds >= 0 && seconds <= 86_400
        ? Validation.valid(Optional.of(Duration.ofMillis((long) (seconds * 1_000))))
        : invalid(CHECKPOINT_SECONDS, "must be a number between 0 and 86400, not " + value);
  }
}
