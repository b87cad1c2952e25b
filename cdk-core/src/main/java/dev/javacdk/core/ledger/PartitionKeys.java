package dev.javacdk.core.ledger;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the keys of partitions, as they stand in a state. */
final class PartitionKeys {

  private PartitionKeys() {}

  /**
   * The key; empty where no partition of the stream can have it. A key without the empty one of its
   * parent is the same key.
   */
  static Optional<ObjectNode> read(Stream stream, JsonNode json) {
    if (!(json instanceof ObjectNode key)) {
      return Optional.empty();
    }
    if (!(stream.partitions() instanceof Partitions.Each each)) {
      return Optional.of(key);
    }
    ObjectNode whole = key.deepCopy();
    boolean hasGrandparent = !(each.parent().partitions() instanceof Partitions.Single);
    if (!hasGrandparent && !whole.has(Partition.PARENT_SLICE)) {
      whole.putObject(Partition.PARENT_SLICE);
    }
    JsonNode above = whole.path(Partition.PARENT_SLICE);
    boolean isOfParent =
        hasGrandparent
            ? read(each.parent(), above).isPresent()
            : above.isObject() && above.isEmpty();
    return isOfParent && hasNames(each, whole) ? Optional.of(whole) : Optional.empty();
  }

  private static boolean hasNames(Partitions.Each each, ObjectNode key) {
    Set<String> names = new HashSet<>(key.propertyNames());
    return each.times().stream()
        .anyMatch(part -> {
          Set<String> expected = new HashSet<>(part.names());
          expected.add(each.name());
          expected.add(Partition.PARENT_SLICE);
          return expected.equals(names);
        });
  }
}
