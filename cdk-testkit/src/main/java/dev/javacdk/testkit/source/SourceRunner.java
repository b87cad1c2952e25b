package dev.javacdk.testkit.source;

import dev.javacdk.api.Connector;
import dev.javacdk.api.ConnectorRuntime;
import dev.javacdk.api.RunHost;
import dev.javacdk.api.Source;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.testkit.process.StateLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs a source as a platform does, with files and command lines, but in this process: by the
 * runtime that is on the class path ({@code cdk-core}; with {@code cdk-concurrent} by many workers
 * where the config asks for them).
 *
 * <pre>{@code
 * Attempt first = SourceRunner.of(new AcmeSource()).config(config).read(Catalog.of("customers"));
 * }</pre>
 *
 * <p>Immutable: each method gives another one. Runs one command at a time, on the calling thread.
 */
public final class SourceRunner {

  private final Connector<?> connector;
  private final ObjectNode config;
  private final RunClock clock;
  private final Cut cut;
  private final LongConsumer eachLine;

  private SourceRunner(
      Connector<?> connector, ObjectNode config, RunClock clock, Cut cut, LongConsumer eachLine) {
    this.connector = connector;
    this.config = config;
    this.clock = clock;
    this.cut = cut;
    this.eachLine = eachLine;
  }

  /** A source with an empty config, on the clock of this machine. */
  public static SourceRunner of(Source<?> source) {
    return of(Connector.of(source));
  }

  /** As {@link #of(Source)}, of a connector with its settings. */
  public static SourceRunner of(Connector<?> connector) {
    return new SourceRunner(
        connector,
        JsonMapper.shared().createObjectNode(),
        RunClock.system(),
        Cut.none(),
        line -> {});
  }

  /**
   * With this config.
   *
   * @param json a JSON object
   * @throws IllegalArgumentException where it is none
   */
  public SourceRunner config(String json) {
    return config(object(json));
  }

  SourceRunner config(ObjectNode json) {
    return new SourceRunner(connector, json, clock, cut, eachLine);
  }

  /** The same config with this in it: {@code _checkpoint_seconds}, say. */
  public SourceRunner with(String key, long value) {
    return config(config.deepCopy().put(key, value));
  }

  /**
   * On this clock: with a {@link dev.javacdk.testkit.ManualClock} what is waited for has come at
   * once.
   */
  public SourceRunner clock(RunClock of) {
    return new SourceRunner(connector, config, of, cut, eachLine);
  }

  /** Cut off there. */
  public SourceRunner cut(Cut where) {
    return new SourceRunner(connector, config, clock, where, eachLine);
  }

  /**
   * Tells somebody of each line of output, by its number from 1, on the thread that writes: while
   * that blocks, the run does.
   */
  public SourceRunner onLine(LongConsumer listener) {
    return new SourceRunner(connector, config, clock, cut, listener);
  }

  /** Runs {@code spec}. */
  public Attempt spec() {
    return run("spec");
  }

  /** Runs {@code check}. */
  public Attempt check() {
    return withFiles("check", Map.of("--config", config.toString()));
  }

  /** Runs {@code discover}. */
  public Attempt discover() {
    return withFiles("discover", Map.of("--config", config.toString()));
  }

  /**
   * The catalog of all that it has, each stream in its own mode.
   *
   * @param streams only these; all where there are none
   * @throws AssertionError where none can be made
   */
  public Catalog catalog(String... streams) {
    List<String> more =
        streams.length == 0 ? List.of() : List.of("--streams", String.join(",", streams));
    Attempt said = uncut().withFiles("catalog", Map.of("--config", config.toString()), more);
    if (said.exitCode() != 0) {
      throw new AssertionError("no catalog can be made: " + said.stderr());
    }
    return Catalog.ofJson(said.output());
  }

  /** Runs {@code read} from the start. */
  public Attempt read(Catalog catalog) {
    return read(catalog, (String) null);
  }

  /** Runs {@code read} from where these states stand. */
  public Attempt read(Catalog catalog, StateLines states) {
    return read(catalog, states.toJson().toString());
  }

  /**
   * Runs {@code read}.
   *
   * @param state as {@code --state} takes it; null to begin at the start
   */
  public Attempt read(Catalog catalog, @Nullable String state) {
    return read(catalog, state, List.of());
  }

  /** With marks between the messages, which say what a state covers. */
  Attempt readMarked(Catalog catalog, @Nullable String state) {
    return read(catalog, state, List.of("--marks"));
  }

  private Attempt read(Catalog catalog, @Nullable String state, List<String> more) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("--config", config.toString());
    files.put("--catalog", catalog.toString());
    if (state != null) {
      files.put("--state", state);
    }
    return withFiles("read", files, more);
  }

  /** Runs any command line. */
  public Attempt run(String... args) {
    ConnectorRuntime runtime =
        ServiceLoader.load(ConnectorRuntime.class)
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "no runtime is on the class path: add the artifact dev.javacdk:cdk-core"));
    CutOutput out = new CutOutput(cut, eachLine);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        runtime.execute(
            connector,
            Arrays.asList(args),
            RunHost.of(out, err).clock(clock).stopping(out::stopBy));
    return Attempt.of(exit, out.text(), err.toString(StandardCharsets.UTF_8));
  }

  private SourceRunner uncut() {
    return new SourceRunner(connector, config, clock, Cut.none(), line -> {});
  }

  private Attempt withFiles(String command, Map<String, String> files) {
    return withFiles(command, files, List.of());
  }

  /** Runs a command with files of these contents, which are gone behind it. */
  private Attempt withFiles(String command, Map<String, String> files, List<String> more) {
    List<String> args = new ArrayList<>(List.of(command));
    List<Path> written = new ArrayList<>();
    try {
      try {
        for (Map.Entry<String, String> file : files.entrySet()) {
          Path path = Files.createTempFile("source", ".json");
          written.add(path);
          Files.writeString(path, file.getValue());
          args.addAll(List.of(file.getKey(), path.toString()));
        }
        args.addAll(more);
        return run(args.toArray(String[]::new));
      } finally {
        for (Path path : written) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode object(String json) {
    try {
      JsonNode read = JsonMapper.shared().readTree(json);
      if (read instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a config is a JSON object, not " + json, e);
    }
    throw new IllegalArgumentException("a config is a JSON object, not " + json);
  }
}
