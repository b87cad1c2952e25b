package dev.javacdk.api.spec;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a connector's config is made of: the Java record that it arrives as, and the JSON Schema
 * that follows from it.
 *
 * <p>A component {@code baseUrl} is the key {@code base_url} unless {@code @JsonProperty} says
 * otherwise; it is required unless it has a {@link Default} or may be null; {@link Doc}, {@link
 * Secret} and {@link Default} say the rest. Enums become {@code enum}, a sealed interface of
 * records {@code oneOf}. Immutable; safe for use by many threads.
 *
 * @param <C> the config's record
 */
public final class ConnectorSpec<C> {

  private final Class<C> configType;
  private final ObjectNode schema;
  private final @Nullable String documentationUrl;
  private final @Nullable ObjectNode advancedAuth;

  private ConnectorSpec(
      Class<C> configType,
      ObjectNode schema,
      @Nullable String documentationUrl,
      @Nullable ObjectNode advancedAuth) {
    this.configType = configType;
    this.schema = schema;
    this.documentationUrl = documentationUrl;
    this.advancedAuth = advancedAuth;
  }

  /**
   * The spec of a config that arrives as this record.
   *
   * @throws IllegalArgumentException where the type is no record, or has a component that no schema
   *     can say
   */
  public static <C> ConnectorSpec<C> of(Class<C> configType) {
    return new ConnectorSpec<>(configType, RecordSchema.ofConfig(configType), null, null);
  }

  /** The same, with the address of the connector's documentation. */
  public ConnectorSpec<C> documentationUrl(String url) {
    return new ConnectorSpec<>(configType, schema, Objects.requireNonNull(url), advancedAuth);
  }

  /** The same, with what the platform needs to run an OAuth consent: {@code advanced_auth}. */
  public ConnectorSpec<C> advancedAuth(ObjectNode advancedAuth) {
    return new ConnectorSpec<>(configType, schema, documentationUrl, advancedAuth.deepCopy());
  }

  /** The record that the config arrives as. */
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
}
