package dev.javacdk.core.ledger;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  /** Writes the member. */
  static void write(Collection<LedgerEntry> finished, String name, JsonText out) {
    SetMultimap<String, String> groups = LinkedHashMultimap.create();
    for (LedgerEntry entry : finished) {
      LedgerEntry.Split split = entry.split(name);
      groups.put(split.rest(), split.value());
    }
    out.name(FINISHED).beginList();
    for (String rest : groups.keySet()) {
      out.beginObject().anyName(name).beginList();
      groups.get(rest).forEach(out::raw);
      out.endList().members(rest).endObject();
    }
    out.endList();
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
  static LedgerEntry.Split split(Partition partition, String name) {
    ObjectNode rest = partition.toJson();
    JsonNode value = rest.remove(name);
    if (value == null) {
      throw new IllegalStateException("partition " + partition + " has no '" + name + "'");
    }
    String before = new JsonText().beginObject().anyName(name).toString();
    String alone = Partition.of(name, value).canonical();
    return new LedgerEntry.Split(
        Partition.of(rest).canonical(), alone.substring(before.length(), alone.length() - 1));
  }
}
