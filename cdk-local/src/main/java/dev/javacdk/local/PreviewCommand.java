package dev.javacdk.local;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.cli.DiscoveredStreams;
import dev.javacdk.core.cli.ExtraCommand;
import dev.javacdk.core.cli.Options;
import dev.javacdk.core.message.MessageLines;
import dev.javacdk.core.terminal.MessageWords;
import dev.javacdk.core.terminal.TextTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code preview}: the first records of each stream as a table, from the stream's start, whatever
 * was read of it elsewhere. Called on the main thread.
 */
public final class PreviewCommand implements ExtraCommand {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String STREAMS = "--streams";
  private static final String ROWS = "--rows";
  private static final long FEW = 10;

  @Override
  public String name() {
    return "preview";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Show the first records of each stream as a table.")
        .footer("", "Example: preview --config config.json --streams a --rows 3");
    spec.addOption(Options.file("--config", "JSON file of the config.", true));
    spec.addOption(
        Options.names("Only these streams; all where nothing is said.", STREAMS, "--stream"));
    spec.addOption(Options.number(ROWS, "How many records of each stream; 10 if not said."));
    return spec;
  }

  @Override
  public int run(Call call) {
    long rows = call.options().matchedOptionValue(ROWS, FEW);
    if (rows < 1) {
      throw new ConfigError(ROWS + " must be at least 1, not " + rows);
    }
    Optional<DiscoveredStreams> discovered = DiscoveredStreams.of(call, true);
    if (discovered.isEmpty()) {
      return 1;
    }
    return show(call, discovered.get().named(STREAMS, call.names(STREAMS)), rows);
  }

  private static int show(Call call, List<ObjectNode> streams, long rows) {
    MessageWords words = call.words();
    Map<StreamKey, List<JsonNode>> records = new LinkedHashMap<>();
    Set<StreamKey> whole = new HashSet<>();
    streams.forEach(stream -> records.put(StreamKey.of(stream), new ArrayList<>()));
    MessageLines taken =
        new MessageLines(line -> {
          JsonNode message = JSON.readTree(line);
          JsonNode record = message.path("record");
          if (!record.isMissingNode()) {
            StreamKey key =
                new StreamKey(
                    record.path("namespace").asString(""), record.path("stream").asString(""));
            records.computeIfAbsent(key, k -> new ArrayList<>()).add(record.path("data"));
          }
          JsonNode status = message.at("/trace/stream_status");
          if (status.path("status").asString("").equals("COMPLETE")) {
            whole.add(StreamKey.of(status.path("stream_descriptor")));
          }
          words.of(message).ifPresent(call.screen()::say);
        });
    try (TemporaryFile catalog =
        TemporaryFile.of(DiscoveredStreams.catalog(streams, streams).toString())) {
      int exit =
          call.run(
              taken,
              List.of(
                  "read",
                  "--config",
                  call.file("--config").toString(),
                  "--catalog",
                  catalog.toString(),
                  "--limit",
                  Long.toString(rows)));
      int width = call.terminal().widthOfStdout();
      StringBuilder text = new StringBuilder();
      for (ObjectNode stream : streams) {
        StreamKey key = StreamKey.of(stream);
        List<JsonNode> found = records.getOrDefault(key, List.of());
        lines(stream, found, whole.contains(key) ? "no records" : "cannot be read", width)
            .forEach(line -> text.append(line).append(System.lineSeparator()));
      }
      call.answer("the records", text.toString());
      return exit;
    }
  }

  /** The fields of the schema in its order, then what records have besides. */
  private static List<String> lines(
      ObjectNode stream, List<JsonNode> records, String otherwise, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(StreamKey.of(stream) + (records.isEmpty() ? ": " + otherwise : ""));
    if (!records.isEmpty()) {
      Set<String> fields =
          new LinkedHashSet<>(stream.at("/json_schema/properties").propertyNames());
      records.forEach(record -> fields.addAll(record.propertyNames()));
      TextTable table = new TextTable(fields.stream().map(f -> heading(f, records)).toList());
      records.forEach(
          record -> table.row(fields.stream().map(field -> text(record.path(field))).toList()));
      lines.addAll(table.lines(width));
    }
    lines.add("");
    return lines;
  }

  private static String heading(String field, List<JsonNode> records) {
    boolean numbers =
        records.stream().map(r -> r.path(field)).anyMatch(JsonNode::isNumber)
            && records.stream().map(r -> r.path(field)).noneMatch(JsonNode::isString);
    return numbers ? ">" + field : field;
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "" : value.asString(value.toString());
  }
}
