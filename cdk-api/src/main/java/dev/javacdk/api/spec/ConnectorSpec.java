package dev.javacdk.api.spec;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a connector's config is made of: the Java record that it arrives as, and the JSON Schema
 * that follows from it; or a JSON Schema alone, and the config as JSON.
 *
 * <p>A component {@code baseUrl} is the key {@code base_url} unless {@code @JsonProperty} says
 * otherwise; it is required unless it has a {@link Default} or may be null; {@link Doc}, {@link
 * Secret} and {@link Default} say the rest. Enums become {@code enum}, a sealed interface of
 * records {@code oneOf}. Immutable; safe for use by many threads.
 *
 * @param <C> the config's record, or {@code ObjectNode}
 */
public final class ConnectorSpec<C> {

  private final Class<C> configType;
  private final ObjectNode schema;
  private final @Nullable String documentationUrl;
  private final @Nullable ObjectNode advancedAuth;
  private final Consumer<ObjectNode> migration;
  private final Consumer<ObjectNode> preparation;

  private ConnectorSpec(
      Class<C> configType,
      ObjectNode schema,
      @Nullable String documentationUrl,
      @Nullable ObjectNode advancedAuth,
      Consumer<ObjectNode> migration,
      Consumer<ObjectNode> preparation) {
    this.configType = configType;
    this.schema = schema;
    this.documentationUrl = documentationUrl;
    this.advancedAuth = advancedAuth;
    this.migration = migration;
    this.preparation = preparation;
  }

  private static <C> ConnectorSpec<C> of(Class<C> configType, ObjectNode schema) {
    return new ConnectorSpec<>(configType, schema, null, null, config -> {}, config -> {});
  }

  /**
   * The spec of a config that arrives as this record.
   *
   * @throws IllegalArgumentException where the type is no record, or has a component that no schema
   *     can say
   */
  public static <C> ConnectorSpec<C> of(Class<C> configType) {
    return of(configType, RecordSchema.ofConfig(configType));
  }

  /**
   * The spec of a config that arrives as JSON, with the schema's defaults filled in. For a
   * connector whose config is not known when it is compiled.
   *
   * @param schema a JSON Schema; {@code airbyte_secret} says which of its values are secret
   */
  public static ConnectorSpec<ObjectNode> json(ObjectNode schema) {
    return of(ObjectNode.class, schema.deepCopy());
  }

  /** The same, with the address of the connector's documentation. */
  public ConnectorSpec<C> documentationUrl(String url) {
    return new ConnectorSpec<>(
        configType, schema, Objects.requireNonNull(url), advancedAuth, migration, preparation);
  }

  /** The same, with what the platform needs to run an OAuth consent: {@code advanced_auth}. */
  public ConnectorSpec<C> advancedAuth(ObjectNode advancedAuth) {
    return new ConnectorSpec<>(
        configType, schema, documentationUrl, advancedAuth.deepCopy(), migration, preparation);
  }

  /**
   * The same, where configs of older releases are brought to the form of this one. Where that
   * changes one, the platform is told, and keeps it so.
   *
   * @param migration changes the config that it is given, before that is held against the schema;
   *     leaves one of this release's form as it is; called on the main thread
   */
  public ConnectorSpec<C> migrated(Consumer<ObjectNode> migration) {
    return new ConnectorSpec<>(
        configType, schema, documentationUrl, advancedAuth, migration, preparation);
  }

  /**
   * The same, where each config is changed before it is held against the schema, and nobody is
   * told: behind a migration, and anew in each run.
   *
   * @param preparation changes the config that it is given; called on the main thread
   */
  public ConnectorSpec<C> prepared(Consumer<ObjectNode> preparation) {
    return new ConnectorSpec<>(
        configType, schema, documentationUrl, advancedAuth, migration, preparation);
  }

  /** The record that the config arrives as; {@code ObjectNode} where it arrives as JSON. */
  public Class<C> configType() {
    return configType;
  }

  /** The JSON Schema of the config: {@code connectionSpecification}. A copy. */
  public ObjectNode schema() {
    return schema.deepCopy();
  }

  /** The address of the connector's documentation. */
  public Optional<String> documentationUrl() {
    return Optional.ofNullable(documentationUrl);
  }

  /** What the platform needs to run an OAuth consent. */
  public Optional<ObjectNode> advancedAuth() {
    return Optional.ofNullable(advancedAuth).map(ObjectNode::deepCopy);
  }

  /** Brings configs of older releases to the form of this one. */
  public Consumer<ObjectNode> migration() {
    return migration;
  }

  /** Changes each config before it is held against the schema. */
  public Consumer<ObjectNode> preparation() {
    return preparation;
  }
}
