package dev.javacdk.local;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.cli.ExtraCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code sync}: reads everything into a DuckDB file, and goes on there where an earlier run was
 * killed. Called on the main thread.
 */
public final class SyncCommand implements ExtraCommand {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String name() {
    return "sync";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Read everything into a DuckDB file; a run that was killed goes on where it stopped.",
            "",
            "Example: sync --config config.json --into data.duckdb --streams contacts,deals");
    spec.addOption(file("--config", "JSON file of the config.", true));
    spec.addOption(file("--into", "The DuckDB file; made where it does not exist.", true));
    spec.addOption(names("--streams", "Only these streams; all where nothing is said."));
    spec.addOption(names("--full-refresh", "Read these streams from their start."));
    spec.addOption(file("--state-out", "Write the states here, too, at the end.", false));
    return spec;
  }

  private static OptionSpec file(String name, String description, boolean required) {
    return OptionSpec.builder(name)
        .paramLabel("FILE")
        .type(Path.class)
        .description(description)
        .required(required)
        .build();
  }

  private static OptionSpec names(String name, String description) {
    return OptionSpec.builder(name)
        .paramLabel("NAMES")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",")
        .description(description)
        .build();
  }

  @Override
  public int run(Call call) {
    try (Database database = Database.open(call.options().matchedOptionValue("--into", null))) {
      return sync(call, database);
    } catch (ConfigError e) {
      call.stderr().println("ERROR " + e.getMessage());
    } catch (SQLException e) {
      call.stderr().println("ERROR the database refused: " + e.getMessage());
    }
    return 1;
  }

  private static int sync(Call call, Database database) throws SQLException {
    List<JsonNode> discovered = discover(call);
    if (discovered.isEmpty()) {
      return 1;
    }
    SyncedStreams states = new SyncedStreams(database);
    long run = states.beginRun();
    Set<String> anew = new TreeSet<>(named(call, "--full-refresh"));
    Map<StreamKey, SyncedStream> before = states.all();
    List<JsonNode> chosen = new ArrayList<>();
    List<StreamSync> streams = new ArrayList<>();
    for (JsonNode stream : chosen(call, discovered)) {
      StreamKey key = StreamKey.of(stream);
      SyncedStream known = before.getOrDefault(key, SyncedStream.NONE);
      boolean fromStart = anew.contains(key.name()) && known.run() < run;
      if (known.run() == run && known.finished()) {
        call.stderr().println(key + ": was read to its end before the run was cut off");
        continue;
      }
      chosen.add(stream);
      streams.add(StreamSync.of(database, streams.size(), run, stream, known, fromStart));
    }
    Loader loader = new Loader(database, states, streams, call.stderr(), InstantSource.system());
    int exit = chosen.isEmpty() ? 0 : read(call, chosen, streams, loader);
    Exception failure = loader.failure();
    if (failure == null) {
      loader.commit();
    } else {
      call.stderr().println("ERROR the database refused: " + failure.getMessage());
    }
    streams.forEach(stream -> sumUp(stream, call));
    // A stream that failed goes on in the next run, and holds back no other.
    if (failure == null && !call.stop().isStopped()) {
      states.endRun();
    }
    Path stateOut = call.options().matchedOptionValue("--state-out", null);
    if (stateOut != null) {
      write(stateOut, states(states.all()).toString());
    }
    return failure == null ? exit : 1;
  }

  private static void sumUp(StreamSync stream, Call call) {
    stream
        .table()
        .misfits()
        .forEach((column, count) ->
            call.stderr()
                .println(
                    "WARN %s: %d values of '%s' did not fit its column; their records stand whole in %s"
                        .formatted(stream.key(), count, column, StreamTable.RAW)));
    call.stderr()
        .println(
            "%s: %,d records%s"
                .formatted(
                    stream.key(),
                    stream.records(),
                    stream.isWhole() ? "" : "; not read to its end: sync again to go on"));
  }

  /** The streams of the source; none where that failed, which was said then. */
  private static List<JsonNode> discover(Call call) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit =
        new ConnectorCommand(call.connector(), out, call.stderr(), call.stop())
            .run(List.of("discover", "--config", config(call)));
    List<JsonNode> streams = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode message = JSON.readTree(line);
      message.at("/catalog/streams").forEach(streams::add);
      if (message.at("/trace/type").asString("").equals("ERROR")) {
        call.stderr().println("ERROR " + message.at("/trace/error/message").asString(""));
      }
    }
    return exit == 0 ? streams : List.of();
  }

  private static String config(Call call) {
    return call.options().matchedOptionValue("--config", (Path) null).toString();
  }

  private static List<String> named(Call call, String option) {
    return call.options().matchedOptionValue(option, List.<String>of());
  }

  private static List<JsonNode> chosen(Call call, List<JsonNode> discovered) {
    Set<String> known = new TreeSet<>();
    discovered.forEach(stream -> known.add(stream.path("name").asString("")));
    for (String option : List.of("--streams", "--full-refresh")) {
      for (String name : named(call, option)) {
        if (!known.contains(name)) {
          throw new ConfigError(
              "%s names stream '%s', which this source does not have; it has %s"
                  .formatted(option, name, String.join(", ", known)));
        }
      }
    }
    List<String> wanted = named(call, "--streams");
    return discovered.stream()
        .filter(stream -> wanted.isEmpty() || wanted.contains(stream.path("name").asString("")))
        .toList();
  }

  private static int read(
      Call call, List<JsonNode> chosen, List<StreamSync> streams, Loader loader) {
    ObjectNode catalog = JsonNodeFactory.instance.objectNode();
    ArrayNode states = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < chosen.size(); i++) {
      StreamSync stream = streams.get(i);
      ObjectNode configured = catalog.withArray("streams").addObject();
      configured.set("stream", chosen.get(i));
      configured.put("destination_sync_mode", "append");
      if (chosen.get(i).path("default_cursor_field").isEmpty()) {
        configured.put("sync_mode", "full_refresh").put("generation_id", stream.generation());
      } else {
        configured.put("sync_mode", "incremental");
      }
      if (stream.state() != null) {
        states.add(state(stream.key(), stream.state()));
      }
    }
    try {
      Path folder = Files.createTempDirectory("sync");
      Path catalogFile = write(folder.resolve("catalog.json"), catalog.toString());
      Path stateFile = write(folder.resolve("state.json"), states.toString());
      try (Handover out = new Handover(loader)) {
        return new ConnectorCommand(call.connector(), out, call.stderr(), call.stop())
            .run(
                List.of(
                    "read",
                    "--config",
                    config(call),
                    "--catalog",
                    catalogFile.toString(),
                    "--state",
                    stateFile.toString()));
      } finally {
        Files.delete(catalogFile);
        Files.delete(stateFile);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArrayNode states(Map<StreamKey, SyncedStream> all) {
    ArrayNode states = JsonNodeFactory.instance.arrayNode();
    all.forEach((key, said) -> {
      if (said.state() != null) {
        states.add(state(key, said.state()));
      }
    });
    return states;
  }

  private static ObjectNode state(StreamKey key, String state) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "STREAM");
    ObjectNode stream = message.putObject("stream");
    ObjectNode descriptor = stream.putObject("stream_descriptor").put("name", key.name());
    if (!key.namespace().isEmpty()) {
      descriptor.put("namespace", key.namespace());
    }
    stream.set("stream_state", JSON.readTree(state));
    return message;
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new ConfigError(file + " cannot be written: " + e, e);
    }
  }
}
