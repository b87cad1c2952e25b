package dev.javacdk.testkit.process;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stream as messages name it. Immutable; ordered by namespace, none first, then name.
 *
 * @param name its name
 * @param namespace its namespace, or null if it has none
 */
public record StreamId(String name, @Nullable String namespace) implements Comparable<StreamId> {

  private static final Comparator<StreamId> ORDER =
      Comparator.comparing((StreamId id) -> id.namespaceIfAny().orElse(""))
          .thenComparing(StreamId::name);

  /** A stream without a namespace. */
  public static StreamId of(String name) {
    return new StreamId(name, null);
  }

  /** Its namespace. */
  public Optional<String> namespaceIfAny() {
    return Optional.ofNullable(namespace);
  }

  /** The stream of a descriptor, or of a record, whose name is in the given field. */
  public static Optional<StreamId> in(JsonNode holder, String nameField) {
    String name = holder.path(nameField).asString("");
    JsonNode namespace = holder.path("namespace");
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new StreamId(name, namespace.isString() ? namespace.stringValue() : null));
  }

  @Override
  public int compareTo(StreamId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return namespace == null ? name : namespace + "." + name;
  }
}
