package dev.javacdk.testkit.source;

import dev.javacdk.api.Connector;
import dev.javacdk.api.ConnectorRuntime;
import dev.javacdk.api.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source and what it is tried with: a config, and an API that answers alike each time it is
 * asked, as one on this machine does. Runs in this process, one command at a time, by the runtime
 * that is on the class path ({@code cdk-core}; with {@code cdk-concurrent} by many workers as
 * well).
 *
 * <p>Immutable: each method gives another one. Confined to one thread at a time.
 */
public final class SourceTrial {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ENGINE = "dev.javacdk.concurrent.coordinator.ConcurrentReadEngine";
  private static final long ENOUGH = 200;
  private static final int MANY = 200;

  private final Source<?> source;
  private final ObjectNode config;
  private final @Nullable ObjectNode badConfig;
  private final List<String> streams;
  private final Map<String, Long> counts;
  private final long leastRecords;
  private final int mostCuts;

  private SourceTrial(
      Source<?> source,
      ObjectNode config,
      @Nullable ObjectNode badConfig,
      List<String> streams,
      Map<String, Long> counts,
      long leastRecords,
      int mostCuts) {
    this.source = source;
    this.config = config;
    this.badConfig = badConfig;
    this.streams = List.copyOf(streams);
    this.counts = Map.copyOf(counts);
    this.leastRecords = leastRecords;
    this.mostCuts = mostCuts;
  }

  /**
   * A source with a config that works.
   *
   * @param config a JSON object
   * @throws IllegalArgumentException where it is none
   */
  public static SourceTrial of(Source<?> source, String config) {
    return new SourceTrial(source, object(config), null, List.of(), Map.of(), ENOUGH, MANY);
  }

  private static ObjectNode object(String json) {
    try {
      JsonNode read = JSON.readTree(json);
      if (read instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a config is a JSON object, not " + json, e);
    }
    throw new IllegalArgumentException("a config is a JSON object, not " + json);
  }

  /** A config with which a check must fail: a wrong key, say. */
  public SourceTrial badConfig(String json) {
    return new SourceTrial(source, config, object(json), streams, counts, leastRecords, mostCuts);
  }

  /** Only these streams; all where nothing is said. */
  public SourceTrial streams(String... names) {
    return new SourceTrial(
        source, config, badConfig, Arrays.asList(names), counts, leastRecords, mostCuts);
  }

  /** So many records a stream has in the API, whatever the source finds. */
  public SourceTrial has(String stream, long records) {
    Map<String, Long> more = new TreeMap<>(counts);
    more.put(stream, records);
    return new SourceTrial(source, config, badConfig, streams, more, leastRecords, mostCuts);
  }

  /** From so many records on a sync is large enough to be cut; 200 where nothing is said. */
  public SourceTrial leastRecords(long number) {
    return new SourceTrial(source, config, badConfig, streams, counts, number, mostCuts);
  }

  /** Behind so many states it is cut at most; 200 where nothing is said. */
  public SourceTrial mostCuts(int number) {
    return new SourceTrial(source, config, badConfig, streams, counts, leastRecords, number);
  }

  int mostCuts() {
    return mostCuts;
  }

  Map<String, Long> counts() {
    return counts;
  }

  long leastRecords() {
    return leastRecords;
  }

  ObjectNode config() {
    return config.deepCopy();
  }

  @Nullable ObjectNode badConfig() {
    return badConfig;
  }

  /** By how many workers a source can be read here. */
  List<Integer> workers() {
    try {
      Class.forName(ENGINE);
      return List.of(1, 4);
    } catch (ClassNotFoundException e) {
      return List.of(1);
    }
  }

  /** Runs {@code spec}. */
  public Attempt spec() {
    return run("spec");
  }

  /** Runs {@code check}. */
  public Attempt check() {
    return withFile(config, file -> run("check", "--config", file));
  }

  /** Runs {@code check} with the config that does not work; null where none was said. */
  public @Nullable Attempt badCheck() {
    ObjectNode bad = badConfig;
    return bad == null ? null : withFile(bad, file -> run("check", "--config", file));
  }

  /** Runs {@code discover}. */
  public Attempt discover() {
    return withFile(config, file -> run("discover", "--config", file));
  }

  /**
   * Runs {@code read}: all streams, each in its own mode, with a state after every page.
   *
   * @param workers how many read; 1: one thread does all
   * @param state as {@code --state} takes it; null to begin at the start
   */
  public Attempt read(int workers, @Nullable String state) {
    return withFile(
        config,
        file -> {
          List<String> catalog = new ArrayList<>(List.of("catalog", "--config", file));
          if (!streams.isEmpty()) {
            catalog.addAll(List.of("--streams", String.join(",", streams)));
          }
          Attempt configured = run(catalog.toArray(String[]::new));
          if (configured.exitCode() != 0) {
            throw new AssertionError("no catalog can be made: " + configured.stderr());
          }
          ObjectNode reading = config().put("_checkpoint_seconds", 0);
          if (workers > 1) {
            reading.put("_concurrency", workers);
          }
          return withFile(
              reading,
              readConfig ->
                  withFile(
                      object(configured.output()),
                      catalogFile -> {
                        String[] command = {
                          "read", "--marks", "--config", readConfig, "--catalog", catalogFile
                        };
                        return state == null
                            ? run(command)
                            : withText(
                                state, stateFile -> run(with(command, "--state", stateFile)));
                      }));
        });
  }

  private static String[] with(String[] command, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(command));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private Attempt run(String... command) {
    ConnectorRuntime runtime =
        ServiceLoader.load(ConnectorRuntime.class)
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "no runtime is on the class path: add the artifact dev.javacdk:cdk-core"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = runtime.execute(Connector.of(source), List.of(command), out, err);
    return Attempt.of(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private interface WithFile {
    Attempt run(String file);
  }

  private static Attempt withFile(ObjectNode json, WithFile what) {
    return withText(json.toString(), what);
  }

  private static Attempt withText(String text, WithFile what) {
    try {
      Path file = Files.createTempFile("trial", ".json");
      try {
        Files.writeString(file, text);
        return what.run(file.toString());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
