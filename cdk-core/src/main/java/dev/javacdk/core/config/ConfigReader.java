package dev.javacdk.core.config;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.core.problem.Problems;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.function.Consumer;
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
   * Brings a config to the form of this release, and makes its secrets known: those of the older
   * form as far as the schema still names them.
   *
   * @param config is changed, where it is of an older form
   * @return whether it was
   * @throws ConfigError where the author's migration cannot take it
   */
  public static boolean migrate(ConnectorSpec<?> spec, ObjectNode config, Redactor redactor) {
    ObjectNode schema = spec.schema();
    learnSecrets(schema, config, redactor);
    ObjectNode before = config.deepCopy();
    change("migrated", spec.migration(), config);
    learnSecrets(schema, config, redactor);
    return !config.equals(before);
  }

  private static void change(String done, Consumer<ObjectNode> change, ObjectNode config) {
    try {
      change.accept(config);
    } catch (SourceError e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ConfigError("the config cannot be " + done + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a config.
   *
   * @param config the config without settings of the kit; not changed
   * @param redactor learns the secrets before anything can be said of them
   * @throws ConfigError that names every path that does not fit the spec
   */
  public static <C> C read(ConnectorSpec<C> spec, ObjectNode config, Redactor redactor) {
    return Problems.orThrow(judge(spec, config, redactor));
  }

  /** The same, with the mistakes in place of an error. */
  public static <C> Validation<Seq<Problem>, C> judge(
      ConnectorSpec<C> spec, ObjectNode config, Redactor redactor) {
    ObjectNode schema = spec.schema();
    learnSecrets(schema, config, redactor);
    ObjectNode prepared = config.deepCopy();
    change("prepared", spec.preparation(), prepared);
    learnSecrets(schema, prepared, redactor);
    Seq<Problem> violations =
        List.ofAll(new ConfigSchema(schema).violations(prepared))
            .appendAll(ConfigKeys.look(schema, prepared))
            .map(
                violation -> new Problem(Place.all("the config does not fit the spec"), violation));
    return violations.isEmpty() ? bind(spec, prepared) : Validation.invalid(violations);
  }

  private static <C> Validation<Seq<Problem>, C> bind(ConnectorSpec<C> spec, ObjectNode config) {
    Defaults.fill(spec.schema(), config);
    try {
      return Validation.valid(BINDER.treeToValue(config, spec.configType()));
    } catch (JacksonException e) {
      String said = e.getOriginalMessage();
      return Place.all("the config cannot be read as " + spec.configType().getSimpleName())
          .invalid(said + RefusedValue.keyOf(said, config));
    }
  }
}
