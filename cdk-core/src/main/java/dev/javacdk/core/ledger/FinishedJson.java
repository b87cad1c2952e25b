package dev.javacdk.core.ledger;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wire form of many finished partitions of a full refresh: those whose keys differ in one value
 * only stand together, as one key with all of these values. A reader that does not know the form
 * meets them again and reads more, never less; so do few of them stand as entries, which every
 * reader knows.
 */
final class FinishedJson {

  /** What it is called in a state. */
  static final String FINISHED = "finished";

  /** More than so many stand together. */
  static final int FEW = 8;

  private FinishedJson() {}

  /** What the keys of a stream's partitions differ in; empty where that is not one value. */
  static Optional<String> name(Stream stream) {
    return stream.partitions() instanceof Partitions.Each each
        ? Optional.of(each.name())
        : Optional.empty();
  }

  /** A key without one of its values, and that value, as canonical JSON. */
  private record Split(String rest, String value) {}

  /** Writes the member. */
  static void write(List<EntryBlock> blocks, String name, JsonText out) {
    ListMultimap<String, byte[]> groups =
        MultimapBuilder.linkedHashKeys().arrayListValues().build();
    blocks.forEach(block -> block.finished(name).forEach(groups::put));
    out.name(FINISHED).beginList();
    groups
        .asMap()
        .forEach((rest, values) -> {
          out.beginObject().anyName(name).beginList();
          values.forEach(out::raw);
          out.endList().members(rest).endObject();
        });
    out.endList();
  }

  /** By what is left of their keys: the values in which they differ, with commas between them. */
  static Map<String, byte[]> values(Collection<LedgerEntry> finished, String name) {
    Map<String, JsonText> groups = new LinkedHashMap<>();
    for (LedgerEntry entry : finished) {
      Split split = split(entry.partition(), name);
      groups.computeIfAbsent(split.rest(), rest -> new JsonText()).raw(split.value());
    }
    Map<String, byte[]> values = new LinkedHashMap<>();
    groups.forEach((rest, group) -> values.put(rest, group.toBytes()));
    return values;
  }

  /**
   * Reads the keys.
   *
   * @param odd takes what cannot be read, in words: those partitions are met again
   */
  static List<ObjectNode> read(JsonNode state, Stream stream, Consumer<String> odd) {
    List<ObjectNode> keys = new ArrayList<>();
    JsonNode finished = state.path(FINISHED);
    if (finished.isMissingNode() || finished.isNull()) {
      return keys;
    }
    String name = name(stream).orElse(null);
    if (name == null || !finished.isArray()) {
      odd.accept("'" + FINISHED + "' is " + StateJson.abbreviate(finished));
      return keys;
    }
    for (JsonNode group : finished) {
      if (!(group instanceof ObjectNode together) || !group.path(name).isArray()) {
        odd.accept("'" + FINISHED + "' has " + StateJson.abbreviate(group));
        continue;
      }
      for (JsonNode value : group.path(name)) {
        ObjectNode key = together.deepCopy();
        key.set(name, value);
        keys.add(key);
      }
    }
    return keys;
  }

  /** The key without the value in which it differs, and that value. */
  private static Split split(Partition partition, String name) {
    ObjectNode rest = partition.toJson();
    JsonNode value = rest.remove(name);
    if (value == null) {
      throw new IllegalStateException("partition " + partition + " has no '" + name + "'");
    }
    String before = new JsonText().beginObject().anyName(name).toString();
    String alone = Partition.of(name, value).canonical();
    return new Split(
        Partition.of(rest).canonical(), alone.substring(before.length(), alone.length() - 1));
  }
}
