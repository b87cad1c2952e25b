package dev.javacdk.core.config;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.Redactor;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the author's record out of a raw config: settings of the kit taken out, secrets made known,
 * checked against the spec, defaults filled in. Confined to the main thread.
 */
public final class ConfigReader {

  private static final JsonMapper BINDER =
      ExactJson.MAPPER
          .rebuild()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private ConfigReader() {}

  /**
   * Reads a config.
   *
   * @param raw the config as it came in; not changed
   * @param redactor learns the secrets before anything can be said of them
   * @throws ConfigError that names every path that does not fit the spec
   */
  public static <C> C read(ConnectorSpec<C> spec, ObjectNode raw, Redactor redactor) {
    ObjectNode schema = spec.schema();
    ObjectNode config = withoutKitSettings(raw);
    Secrets.find(schema, config).forEach(redactor::add);
    List<String> violations = new ConfigSchema(schema).violations(config);
    if (!violations.isEmpty()) {
      throw new ConfigError("the config does not fit the spec: " + String.join("; ", violations));
    }
    Defaults.fill(schema, config);
    try {
      return BINDER.treeToValue(config, spec.configType());
    } catch (JacksonException e) {
      throw new ConfigError(
          "the config cannot be read as %s: %s"
              .formatted(spec.configType().getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  /** Keys that begin with an underscore and hold a number are settings of the kit. */
  private static ObjectNode withoutKitSettings(ObjectNode raw) {
    ObjectNode config = raw.deepCopy();
    for (String name : List.copyOf(config.propertyNames())) {
      JsonNode value = config.get(name);
      if (name.startsWith("_") && value.isNumber()) {
        config.remove(name);
      }
    }
    return config;
  }
}
