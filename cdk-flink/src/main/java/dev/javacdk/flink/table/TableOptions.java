package dev.javacdk.flink.table;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.flink.ConnectorFlinkSource;
import dev.javacdk.flink.job.NamedSource;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import dev.javacdk.flink.row.Misfits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.factories.FactoryUtil;
import org.jspecify.annotations.Nullable;

/** What stands behind WITH. Says nothing of it in words: the config has secrets. */
final class TableOptions {

  static final ConfigOption<String> SOURCE = text("source", "The class of the source.");
  static final ConfigOption<String> STREAM = text("stream", "The name of the stream.");
  static final ConfigOption<String> CONFIG = text("config", "The connector's config, as JSON.");
  static final ConfigOption<String> STATE =
      ConfigOptions.key("state")
          .stringType()
          .defaultValue("")
          .withDescription("Where reading goes on, as --state takes it.");
  static final ConfigOption<Misfits> MISFITS =
      ConfigOptions.key("misfits")
          .enumType(Misfits.class)
          .defaultValue(Misfits.FAIL)
          .withDescription("What becomes of a value that its column cannot hold.");
  static final ConfigOption<Duration> EVERY =
      duration("every", "How often what has changed is read; once where it is not said.");
  static final ConfigOption<Duration> LATENESS =
      duration("lateness", "By how much source watermarks stay behind what was read.");
  static final ConfigOption<Integer> PARALLELISM = FactoryUtil.SOURCE_PARALLELISM;

  static final Set<ConfigOption<?>> REQUIRED = Set.of(SOURCE, STREAM, CONFIG);
  static final Set<ConfigOption<?>> OPTIONAL = Set.of(STATE, MISFITS, EVERY, LATENESS, PARALLELISM);

  private final Configuration options;

  TableOptions(Map<String, String> options) {
    this.options = Configuration.fromMap(options);
  }

  private static ConfigOption<String> text(String key, String description) {
    return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description);
  }

  private static ConfigOption<Duration> duration(String key, String description) {
    return ConfigOptions.key(key).durationType().noDefaultValue().withDescription(description);
  }

  /**
   * All that is needed is there, and nothing else.
   *
   * @throws ConfigError where it is not so
   */
  void check() {
    Set<String> known =
        Stream.concat(REQUIRED.stream(), OPTIONAL.stream())
            .map(ConfigOption::key)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String key : new TreeSet<>(options.keySet())) {
      if (!known.contains(key) && !key.equals(FactoryUtil.CONNECTOR.key())) {
        throw new ConfigError(
            "there is no option '%s'; there are %s%s"
                .formatted(key, String.join(", ", known), Nearest.question(key, known)));
      }
    }
    List<String> missing =
        REQUIRED.stream()
            .map(ConfigOption::key)
            .filter(key -> !options.containsKey(key))
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new ConfigError("the table lacks the option '%s'".formatted(missing.get(0)));
    }
  }

  String stream() {
    return options.get(STREAM);
  }

  Misfits misfits() {
    return options.get(MISFITS);
  }

  @Nullable Integer parallelism() {
    return options.getOptional(PARALLELISM).orElse(null);
  }

  /** The stream itself: the source opens with this config, and has it. */
  dev.javacdk.api.Stream open() {
    SourceSpec spec =
        new SourceSpec(
            new NamedSource(options.get(SOURCE)),
            options.get(CONFIG),
            List.of(stream()),
            options.get(STATE));
    return OpenedSource.open(spec).stream(stream());
  }

  /**
   * The stream as a job reads it.
   *
   * @param hasWatermarks whether the job wants to have those of the source
   * @throws ConfigError where they are wanted, and nothing says how late records are
   * @throws IllegalArgumentException where a value is none of its option
   */
  ConnectorFlinkSource<String> source(boolean hasWatermarks) {
    ConnectorFlinkSource<String> source =
        ConnectorFlinkSource.of(new NamedSource(options.get(SOURCE)), options.get(CONFIG), stream())
            .from(options.get(STATE));
    Duration interval = options.getOptional(EVERY).orElse(null);
    ConnectorFlinkSource<String> read = interval == null ? source : source.every(interval);
    return hasWatermarks ? read.eventTime(lateness()) : read;
  }

  private Duration lateness() {
    return options
        .getOptional(LATENESS)
        .orElseThrow(() ->
            new ConfigError(
                "SOURCE_WATERMARK() needs the option 'lateness': by how much watermarks stay"
                    + " behind, '1 min' say"));
  }
}
