package dev.javacdk.local;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.cli.DiscoveredStreams;
import dev.javacdk.core.cli.ExtraCommand;
import dev.javacdk.core.cli.Options;
import dev.javacdk.core.message.MessageLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code sync}: reads everything into a DuckDB file, and goes on there where an earlier run was
 * killed. Called on the main thread.
 */
public final class SyncCommand implements ExtraCommand {

  private static final String STREAMS = "--streams";
  private static final String FULL_REFRESH = "--full-refresh";
  private static final String NESTED = "--nested";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Function<Path, Database> databases;

  /** As it is found. */
  public SyncCommand() {
    this(Database::open);
  }

  /** Into databases that are opened in this way. */
  SyncCommand(Function<Path, Database> databases) {
    this.databases = databases;
  }

  @Override
  public String name() {
    return "sync";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Read everything into a DuckDB file; a run that was killed goes on where it stopped.")
        .footer("", "Example: sync --config config.json --into data.duckdb --streams a,b");
    spec.addOption(Options.file("--config", "JSON file of the config.", true));
    spec.addOption(Options.file("--into", "The DuckDB file; made where it does not exist.", true));
    spec.addOption(Options.names("Only these streams; all where nothing is said.", STREAMS));
    spec.addOption(Options.names("Read these streams from their start.", FULL_REFRESH));
    spec.addOption(
        Options.flag(
            NESTED,
            "Keep the shape of objects and arrays, as STRUCT and LIST, where their schema says it; of tables that are new."));
    spec.addOption(Options.file("--state-out", "Write the states here, too, at the end.", false));
    return spec;
  }

  @Override
  public int run(Call call) {
    try (Database database = databases.apply(call.file("--into"))) {
      return sync(call, database);
    } catch (SQLException e) {
      call.screen().say("ERROR the database refused: " + e.getMessage());
    }
    return 1;
  }

  private static int sync(Call call, Database database) throws SQLException {
    Optional<DiscoveredStreams> discovered = DiscoveredStreams.of(call, true);
    if (discovered.isEmpty()) {
      return 1;
    }
    List<ObjectNode> wanted = discovered.get().named(STREAMS, call.names(STREAMS));
    List<ObjectNode> anew = DiscoveredStreams.among(wanted, FULL_REFRESH, call.names(FULL_REFRESH));
    SyncedStreams states = new SyncedStreams(database);
    List<StreamKey> keys = wanted.stream().map(StreamKey::of).toList();
    SyncedStreams.Run run = states.begin(keys);
    Map<StreamKey, SyncedStream> before = states.all();
    List<StreamSync> streams = new ArrayList<>();
    for (ObjectNode stream : wanted) {
      StreamKey key = StreamKey.of(stream);
      SyncedStream known = before.getOrDefault(key, SyncedStream.NONE);
      boolean goesOn = run.goesOn() && known.run() == run.number();
      // What was asked for from its start before the run was cut off goes on as all else.
      boolean fromStart = anew.contains(stream) && !(goesOn && known.anew() == run.number());
      if (goesOn && known.finished() && !fromStart) {
        call.screen().say(key + ": was read to its end before the run was cut off");
        continue;
      }
      boolean nested = call.options().hasMatchedOption(NESTED);
      streams.add(
          StreamSync.of(database, streams.size(), run.number(), stream, known, fromStart, nested));
    }
    Loader loader =
        new Loader(database, states, streams, call.words(), call.screen(), InstantSource.system());
    int exit = streams.isEmpty() ? 0 : read(call, streams, loader);
    Exception failure = loader.failure();
    if (failure == null) {
      loader.commit();
    } else {
      call.screen().say("ERROR the database refused: " + failure.getMessage());
    }
    streams.forEach(
        stream -> SyncSummary.lines(stream, call.screen().isLive()).forEach(call.screen()::say));
    call.screen()
        .say(
            "%s read into %s"
                .formatted(
                    SyncSummary.records(streams.stream().mapToLong(StreamSync::records).sum()),
                    call.file("--into")));
    // A stream that failed goes on in the next run, and holds back no other.
    if (failure == null && !call.stop().isStopped()) {
      states.end(keys);
    }
    Path stateOut = call.options().matchedOptionValue("--state-out", null);
    if (stateOut != null) {
      write(stateOut, states(states.all()).toString());
    }
    return failure == null ? exit : 1;
  }

  private static int read(Call call, List<StreamSync> streams, Loader loader) {
    ObjectNode catalog =
        DiscoveredStreams.catalog(streams.stream().map(StreamSync::definition).toList(), List.of());
    ArrayNode states = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < streams.size(); i++) {
      StreamSync stream = streams.get(i);
      if (stream.definition().path("default_cursor_field").isEmpty()) {
        ((ObjectNode) catalog.at("/streams/" + i)).put("generation_id", stream.generation());
      }
      if (stream.state() != null) {
        states.add(state(stream.key(), stream.state()));
      }
    }
    try (TemporaryFile catalogFile = TemporaryFile.of(catalog.toString());
        TemporaryFile stateFile = TemporaryFile.of(states.toString());
        Handover out = new Handover(new MessageLines(loader))) {
      return call.run(
          out,
          List.of(
              "read",
              "--progress",
              "--marks",
              "--config",
              call.file("--config").toString(),
              "--catalog",
              catalogFile.toString(),
              "--state",
              stateFile.toString()));
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

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new ConfigError(file + " cannot be written: " + e, e);
    }
  }
}
