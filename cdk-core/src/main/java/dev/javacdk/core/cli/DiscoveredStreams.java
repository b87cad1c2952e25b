package dev.javacdk.core.cli;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.MessageLines;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.core.terminal.MessageWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The streams that a source has, as its {@code discover} tells them: for commands that make a
 * catalog of them. Confined to the main thread.
 */
public final class DiscoveredStreams {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<ObjectNode> streams;

  private DiscoveredStreams(List<ObjectNode> streams) {
    this.streams = streams;
  }

  /**
   * Asks the source, with the config of the call's {@code --config}.
   *
   * @param read whether it is read next, which says again what there is to say of the config; what
   *     discover says of the streams is for their author
   * @return empty where that failed, which was said then
   */
  public static Optional<DiscoveredStreams> of(ExtraCommand.Call call, boolean read) {
    MessageWords words = call.words();
    List<ObjectNode> streams = new ArrayList<>();
    MessageLines answer =
        new MessageLines(line -> {
          JsonNode message = JSON.readTree(line);
          message.at("/catalog/streams").forEach(s -> streams.add((ObjectNode) s));
          if (!read || !message.path("type").asString("").equals("LOG")) {
            words.of(message).ifPresent(call.screen()::say);
          }
        });
    int exit = call.run(answer, List.of("discover", "--config", call.file("--config").toString()));
    return exit == 0 ? Optional.of(new DiscoveredStreams(streams)) : Optional.empty();
  }

  /**
   * Those with these names, with or without their namespace; all where none is named.
   *
   * @param option where the names come from
   * @throws ConfigError that says which of them the source does not have
   */
  public List<ObjectNode> named(String option, List<String> names) {
    return names.isEmpty()
        ? streams
        : called(streams, option, names, "which this source does not have; it has ");
  }

  /**
   * Those of these streams that an option names.
   *
   * @throws ConfigError that says which of them is not among these
   */
  public static List<ObjectNode> among(
      List<ObjectNode> streams, String option, List<String> names) {
    return called(streams, option, names, "which is not among those to read: ");
  }

  private static List<ObjectNode> called(
      List<ObjectNode> streams, String option, List<String> names, String otherwise) {
    Set<String> there = new LinkedHashSet<>();
    streams.forEach(stream -> there.add(whole(stream)));
    for (String name : names) {
      if (streams.stream().noneMatch(stream -> isCalled(stream, name))) {
        throw new ConfigError(
            "%s names stream '%s', %s%s%s"
                .formatted(
                    option,
                    name,
                    otherwise,
                    String.join(", ", there),
                    Nearest.question(name, there)));
      }
    }
    return streams.stream()
        .filter(stream -> names.stream().anyMatch(name -> isCalled(stream, name)))
        .toList();
  }

  /**
   * A catalog of these streams, as {@code read} takes it.
   *
   * @param full which of them are read in full, also where they could be incremental
   */
  public static ObjectNode catalog(List<ObjectNode> streams, List<ObjectNode> full) {
    ObjectNode catalog = JsonNodeFactory.instance.objectNode();
    ArrayNode all = catalog.putArray("streams");
    for (ObjectNode stream : streams) {
      boolean incremental = stream.has("default_cursor_field") && !full.contains(stream);
      boolean keyed = stream.has("source_defined_primary_key");
      ObjectNode configured = all.addObject();
      configured.set("stream", stream);
      configured.put("sync_mode", incremental ? "incremental" : "full_refresh");
      configured.put(
          "destination_sync_mode", incremental ? (keyed ? "append_dedup" : "append") : "overwrite");
      if (incremental) {
        configured.set("cursor_field", stream.path("default_cursor_field"));
      }
      if (keyed) {
        configured.set("primary_key", stream.path("source_defined_primary_key"));
      }
    }
    return catalog;
  }

  /** Whether a stream has this name, with or without its namespace. */
  private static boolean isCalled(JsonNode stream, String name) {
    return name.equals(stream.path("name").asString("")) || name.equals(whole(stream));
  }

  private static String whole(JsonNode stream) {
    String namespace = stream.path("namespace").asString("");
    return (namespace.isEmpty() ? "" : namespace + ".") + stream.path("name").asString("");
  }
}
