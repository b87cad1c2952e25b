package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a connector needs to be told: {@code Spec}.
 *
 * @param schema the JSON Schema of the config
 * @param advancedAuth how a login in a browser is offered, as it was read; null where it is not
 */
public record Spec(
    Node node,
    ObjectNode schema,
    @Nullable String documentationUrl,
    @Nullable ObjectNode advancedAuth,
    ConfigRules rules)
    implements Component {

  /**
   * What is done with a config before it is used: {@code config_normalization_rules}.
   *
   * @param migrations are kept in the config for good
   * @param transformations are not
   */
  public record ConfigRules(
      List<Migration> migrations, List<Change> transformations, List<Validation> validations) {

    static final ConfigRules NONE = new ConfigRules(List.of(), List.of(), List.of());
  }

  /** {@code ConfigMigration}. */
  public record Migration(Node node, String description, List<Change> changes)
      implements Component {}

  /** What is changed about a config. */
  public sealed interface Change extends Component {

    /**
     * {@code ConfigRemapField}.
     *
     * @param map from value to value: an object, or an expression for one
     */
    record Remap(Node node, List<String> path, JsonNode map) implements Change {}

    /** {@code ConfigAddFields}. */
    record Add(Node node, List<Transformation.AddedField> fields, String condition)
        implements Change {}

    /** {@code ConfigRemoveFields}. */
    record Remove(Node node, List<List<String>> paths, String condition) implements Change {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements Change {}
  }

  /** What must hold of a config. */
  public sealed interface Validation extends Component {

    /**
     * At a path in it: {@code DpathValidator}.
     *
     * @param schema what is there must fit: an object, or text
     */
    record AtPath(Node node, List<String> path, JsonNode schema) implements Validation {}

    /**
     * Of a value: {@code PredicateValidator}.
     *
     * @param value whose texts may be expressions
     * @param schema which the value must fit: an object, or text
     */
    record OfValue(Node node, JsonNode value, JsonNode schema) implements Validation {}

    /** Of a type that is not known. */
    record Custom(Node node, String className) implements Validation {}
  }
}
