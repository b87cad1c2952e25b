package dev.javacdk.core.cli;

import dev.javacdk.api.error.ConfigError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code catalog}: writes the configured catalog that {@code read} takes, which nobody should write
 * by hand. Called on the main thread.
 */
public final class CatalogCommand implements ExtraCommand {

  private static final String STREAMS = "--streams";
  private static final String FULL_REFRESH = "--full-refresh";

  @Override
  public String name() {
    return "catalog";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Write a configured catalog, as read takes it, to standard output.")
        .footer("", "Example: catalog --config config.json --streams a,b > catalog.json");
    spec.addOption(Options.file("--config", "JSON file of the config.", true));
    spec.addOption(Options.names(STREAMS, "Only these streams; all where nothing is said."));
    spec.addOption(
        Options.names(FULL_REFRESH, "Read these in full, also where they could be incremental."));
    return spec;
  }

  @Override
  public int run(Call call) {
    Optional<DiscoveredStreams> discovered = DiscoveredStreams.of(call);
    if (discovered.isEmpty()) {
      return 1;
    }
    try {
      List<ObjectNode> chosen = discovered.get().named(STREAMS, call.names(STREAMS));
      List<String> full = call.names(FULL_REFRESH);
      discovered.get().named(FULL_REFRESH, full);
      call.stdout().write(catalog(chosen, full).getBytes(StandardCharsets.UTF_8));
      call.stdout().flush();
      return 0;
    } catch (ConfigError e) {
      call.screen().say("ERROR " + e.getMessage());
    } catch (IOException e) {
      call.screen().say("ERROR the catalog cannot be written: " + e.getMessage());
    }
    return 1;
  }

  private static String catalog(List<ObjectNode> chosen, List<String> full) {
    ObjectNode catalog = JsonNodeFactory.instance.objectNode();
    ArrayNode streams = catalog.putArray("streams");
    for (ObjectNode stream : chosen) {
      boolean incremental =
          stream.has("default_cursor_field")
              && full.stream().noneMatch(name -> DiscoveredStreams.isCalled(stream, name));
      boolean keyed = stream.has("source_defined_primary_key");
      ObjectNode configured = streams.addObject();
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
    return catalog.toPrettyString() + System.lineSeparator();
  }
}
