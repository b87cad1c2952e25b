package dev.javacdk.core.config;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.Redactor;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the author's record out of a config: secrets made known, checked against the spec, defaults
 * filled in. Confined to the main thread.
 */
public final class ConfigReader {

  private static final JsonMapper BINDER =
      ExactJson.MAPPER
          .rebuild()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private ConfigReader() {}

  /** Makes the secrets of a config known, each by the JSON pointer of where it stands. */
  public static void learnSecrets(ObjectNode schema, ObjectNode config, Redactor redactor) {
    Secrets.find(schema, config).forEach(redactor::add);
  }

  /**
   * Reads a config.
   *
   * @param config the config without settings of the kit; not changed
   * @param redactor learns the secrets before anything can be said of them
   * @throws ConfigError that names every path that does not fit the spec
   */
  public static <C> C read(ConnectorSpec<C> spec, ObjectNode config, Redactor redactor) {
    ObjectNode schema = spec.schema();
    learnSecrets(schema, config, redactor);
    List<String> violations = new ArrayList<>(new ConfigSchema(schema).violations(config));
    violations.addAll(ConfigKeys.look(schema, config));
    if (!violations.isEmpty()) {
      throw new ConfigError("the config does not fit the spec: " + String.join("; ", violations));
    }
    ObjectNode whole = config.deepCopy();
    Defaults.fill(schema, whole);
    try {
      return BINDER.treeToValue(whole, spec.configType());
    } catch (JacksonException e) {
      throw new ConfigError(
          "the config cannot be read as %s: %s%s"
              .formatted(
                  spec.configType().getSimpleName(),
                  e.getOriginalMessage(),
                  RefusedValue.keyOf(e.getOriginalMessage(), config)),
          e);
    }
  }
}
