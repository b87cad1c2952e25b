package dev.javacdk.core.message;

import dev.javacdk.api.Stream;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What tells streams apart: name and namespace. An empty namespace is none.
 *
 * @param name the stream's name
 * @param namespace its namespace, where it has one
 */
public record StreamId(String name, Optional<String> namespace) {

  /** Makes an empty namespace none. */
  public StreamId {
    namespace = namespace.filter(n -> !n.isEmpty());
  }

  /** The id of a stream. */
  public static StreamId of(Stream stream) {
    return new StreamId(stream.name(), stream.namespace());
  }

  /** As the protocol's stream descriptor. */
  public ObjectNode toJson() {
    ObjectNode descriptor = JsonNodeFactory.instance.objectNode().put("name", name);
    namespace.ifPresent(n -> descriptor.put("namespace", n));
    return descriptor;
  }

  /** The name, behind its namespace. */
  @Override
  public String toString() {
    return namespace.map(n -> n + "." + name).orElse(name);
  }
}
