package dev.javacdk.core.cli;

import dev.javacdk.api.Source;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.config.ConfigReader;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.core.problem.Problems;
import dev.javacdk.core.sync.LiveConfig;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.nio.file.Path;
import org.slf4j.Logger;
import tools.jackson.databind.node.ObjectNode;

/** Reads the file of a config as its source's spec says. Confined to the main thread. */
final class ConfigFile<C> {

  private static final Logger LOG = SafeLogs.of(ConfigFile.class);

  private final Source<C> source;
  private final Messages messages;

  /**
   * Reads configs of this source.
   *
   * @param messages learns the secrets, and tells the platform where the config is changed
   */
  ConfigFile(Source<C> source, Messages messages) {
    this.source = source;
    this.messages = messages;
  }

  /** What the file holds, or all that is wrong with it. */
  Validation<Seq<Problem>, Configured<C>> read(Path file) {
    return InputFiles.object(file, InputFiles.CONFIG).flatMap(this::read);
  }

  private Validation<Seq<Problem>, Configured<C>> read(ObjectNode raw) {
    ConnectorSpec<C> spec = source.spec();
    Redactor redactor = messages.redactor();
    ObjectNode schema = spec.schema();
    LiveConfig live =
        new LiveConfig(raw, messages, now -> ConfigReader.learnSecrets(schema, now, redactor));
    if (ConfigReader.migrate(spec, raw, redactor)) {
      LOG.info("the config is of an older release, and was brought to the form of this one");
      live.update(config -> config.removeAll().setAll(raw));
    }
    return Problems.flat(
        Validation.combine(KitSettings.read(raw), ConfigReader.judge(spec, raw, redactor))
            .ap((settings, config) -> new Configured<>(config, raw, live, settings)));
  }
}
