package dev.javacdk.testkit.source;

import dev.javacdk.api.Connector;
import dev.javacdk.api.ConnectorRuntime;
import dev.javacdk.api.RunHost;
import dev.javacdk.api.Source;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.testkit.process.StateLines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    return withConfig("check");
  }

  /** Runs {@code discover}. */
  public Attempt discover() {
    return withConfig("discover");
  }

  private Attempt withConfig(String command, String... more) {
    try (InputFiles files = new InputFiles()) {
      List<String> args = new ArrayList<>(List.of(command, "--config", configFile(files)));
      args.addAll(List.of(more));
      return run(args.toArray(String[]::new));
    }
  }

  private String configFile(InputFiles files) {
    return files.with("config", config.toString());
  }

  /**
   * The catalog of all that it has, each stream in its own mode.
   *
   * @param streams only these; all where there are none
   * @throws AssertionError where none can be made
   */
  public Catalog catalog(String... streams) {
    SourceRunner uncut = new SourceRunner(connector, config, clock, Cut.none(), line -> {});
    Attempt said =
        streams.length == 0
            ? uncut.withConfig("catalog")
            : uncut.withConfig("catalog", "--streams", String.join(",", streams));
    if (said.exitCode() != 0) {
      throw new AssertionError("no catalog can be made: " + said.stderr());
    }
    return Catalog.ofJson(said.output());
  }

  /** Runs {@code read} from the start. */
  public Attempt read(Catalog catalog) {
    return readFrom(catalog, null);
  }

  /** Runs {@code read} from where these states stand. */
  public Attempt read(Catalog catalog, StateLines states) {
    return readFrom(catalog, states.toJson().toString());
  }

  private Attempt readFrom(Catalog catalog, @Nullable String state) {
    try (InputFiles files = new InputFiles()) {
      return run(arguments(files, catalog, state, false));
    }
  }

  /**
   * The command line of {@code read}.
   *
   * @param marked with marks between the messages, which say what a state covers
   */
  String[] arguments(InputFiles files, Catalog catalog, @Nullable String state, boolean marked) {
    List<String> args = new ArrayList<>(List.of("read", "--config", configFile(files)));
    args.addAll(List.of("--catalog", files.with("catalog", catalog.toString())));
    if (state != null) {
      args.addAll(List.of("--state", files.with("state", state)));
    }
    if (marked) {
      args.add("--marks");
    }
    return args.toArray(String[]::new);
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
