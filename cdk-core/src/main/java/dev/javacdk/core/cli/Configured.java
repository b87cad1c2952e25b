package dev.javacdk.core.cli;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.config.RefusedValue;
import dev.javacdk.core.sync.LiveConfig;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the file of the config holds.
 *
 * @param config the author's record
 * @param raw the JSON that it was made of
 * @param live the config as it stands now
 * @param settings the kit's own
 */
record Configured<C>(C config, ObjectNode raw, LiveConfig live, KitSettings settings) {

  /** The same, with what the command line says beside it. */
  Configured<C> with(Arguments arguments) {
    return new Configured<>(config, raw, live, settings.with(arguments.limit(), arguments.marks()));
  }

  /** The author's streams. */
  List<Stream> streams(Source<C> source) {
    try {
      return source.streams(config);
    } catch (IllegalArgumentException e) {
      throw RefusedValue.of(e, raw);
    }
  }
}
