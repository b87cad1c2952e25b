package dev.javacdk.core.run;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.sync.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Runs a connector in this process, with real files and captured output. */
public final class ConnectorRun {

  private static OptionalInt workers = OptionalInt.empty();

  private final Connector<?> connector;
  private final Path folder;
  private final List<String> args = new ArrayList<>();
  private final StopSignal stop;

  private ConnectorRun(Connector<?> connector, Path folder, StopSignal stop) {
    this.connector = connector;
    this.folder = folder;
    this.stop = stop;
  }

  /** From now on connectors that do not say so themselves ask for so many workers. */
  public static void workers(OptionalInt number) {
    workers = number;
  }

  public static ConnectorRun of(Source<?> source) {
    return of(source, new StopSignal());
  }

  public static ConnectorRun of(Source<?> source, StopSignal stop) {
    return of(Connector.of(source), stop);
  }

  public static ConnectorRun of(Connector<?> connector) {
    return of(connector, new StopSignal());
  }

  private static ConnectorRun of(Connector<?> connector, StopSignal stop) {
    try {
      Connector<?> asking =
          workers.isPresent() && connector.workers().isEmpty()
              ? connector.workers(workers.getAsInt())
              : connector;
      Path runs = Files.createDirectories(Path.of("target", "runs"));
      return new ConnectorRun(asking, Files.createTempDirectory(runs, "cdk"), stop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads these streams, from this state (a JSON text, or null for none). */
  public static Transcript read(String state, Stream... streams) {
    return of(new TestSource(streams)).readAll(state, streams);
  }

  public Transcript readAll(String state, Stream... streams) {
    String[] names = Arrays.stream(streams).map(Stream::name).toArray(String[]::new);
    return read("{\"_checkpoint_seconds\":0}", catalogOf(names), state);
  }

  public Transcript read(String config, String catalog, String state) {
    args(
        "read",
        "--config",
        file("config.json", config),
        "--catalog",
        file("catalog.json", catalog));
    if (state != null) {
      args("--state", file("state.json", state));
    }
    return run();
  }

  /** A state file with the state of one stream. */
  public static String stateOf(String stream, String state) {
    return "[{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"%s\"},\"stream_state\":%s}}]"
        .formatted(stream, state);
  }

  public static String catalogOf(String... names) {
    StringBuilder catalog = new StringBuilder("{\"streams\":[");
    for (String name : names) {
      catalog.append(catalog.toString().endsWith("[") ? "" : ",");
      catalog.append(
          "{\"stream\":{\"name\":\"%s\",\"json_schema\":{},\"supported_sync_modes\":[\"full_refresh\"]},\"sync_mode\":\"full_refresh\",\"destination_sync_mode\":\"append\"}"
              .formatted(name));
    }
    return catalog.append("]}").toString();
  }

  public ConnectorRun args(String... more) {
    args.addAll(List.of(more));
    return this;
  }

  public String file(String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.writeString(file, content);
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public StopSignal stop() {
    return stop;
  }

  public Transcript run() {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    return run(stdout);
  }

  private Transcript run(ByteArrayOutputStream stdout) {
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int exit = runInto(stdout, stderr);
    List<JsonNode> messages = new ArrayList<>();
    stdout
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> messages.add(ExactJson.MAPPER.readTree(line)));
    return new Transcript(messages, exit, stderr.toString(StandardCharsets.UTF_8));
  }

  public int runInto(OutputStream stdout, OutputStream stderr) {
    return new ConnectorCommand(
            connector, stdout, new PrintStream(stderr, true, StandardCharsets.UTF_8), stop)
        .run(args);
  }
}
