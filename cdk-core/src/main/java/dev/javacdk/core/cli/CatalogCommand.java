package dev.javacdk.core.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
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
    spec.addOption(Options.names("Only these streams; all where nothing is said.", STREAMS));
    spec.addOption(
        Options.names("Read these in full, also where they could be incremental.", FULL_REFRESH));
    return spec;
  }

  @Override
  public int run(Call call) {
    Optional<DiscoveredStreams> discovered = DiscoveredStreams.of(call, false);
    if (discovered.isEmpty()) {
      return 1;
    }
    List<ObjectNode> chosen = discovered.get().named(STREAMS, call.names(STREAMS));
    List<ObjectNode> full = DiscoveredStreams.among(chosen, FULL_REFRESH, call.names(FULL_REFRESH));
    ObjectNode catalog = DiscoveredStreams.catalog(chosen, full);
    call.answer("the catalog", catalog.toPrettyString() + System.lineSeparator());
    return 0;
  }
}
