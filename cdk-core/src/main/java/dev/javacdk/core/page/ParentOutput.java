package dev.javacdk.core.page;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.feed.PageKeeper;
import dev.javacdk.core.feed.ParentFields;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PageValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps of each record of a parent only what makes a partition: its key, and the fields that
 * requests need. Confined to the thread that reads.
 */
final class ParentOutput implements RecordOutput {

  private static final ObjectNode NO_DATA = JsonNodeFactory.instance.objectNode();

  private final Partitions.Each each;
  private final Partition within;
  private final StopSignal stop;
  private final List<Partition> partitions = new ArrayList<>();
  private final @Nullable Cursor followed;
  private final PageValues values = new PageValues();

  /** How many records have no value that makes a partition, and the first of them. */
  private long without;

  private String exampleWithout = "";

  ParentOutput(Partitions.Each each, Partition within, StopSignal stop) {
    this.each = each;
    this.within = within;
    this.stop = stop;
    this.followed = each.onlyChanged() ? each.parent().cursor().orElse(null) : null;
  }

  /** The values of the parent's cursor field; null where nobody follows its changes. */
  PageSaid.@Nullable Values values() {
    return values.values();
  }

  List<Partition> partitions() {
    return partitions;
  }

  /** How many records make no partition, because they lack the value. */
  long without() {
    return without;
  }

  /** One of them, in a few words; empty where there is none. */
  String exampleWithout() {
    return exampleWithout;
  }

  @Override
  public void emit(JsonNode record) {
    take(new Whole(record));
  }

  /** A record as it was emitted. */
  private record Whole(JsonNode record) implements KeptPage.Fields {
    @Override
    public @Nullable JsonNode value(String name) {
      return ParentFields.in(record, name);
    }

    @Override
    public String without(String field) {
      return StateJson.abbreviate(record);
    }
  }

  /** Takes what is known of a record, wherever it comes from. */
  void take(KeptPage.Fields record) {
    stop.check();
    if (followed != null) {
      String changed = changed(followed, record);
      if (changed != null) {
        values.add(changed, followed.values().order(changed));
      }
    }
    JsonNode value = field(record, each.field());
    if (PageKeeper.makesNothing(value)) {
      without++;
      exampleWithout = exampleWithout.isEmpty() ? record.without(each.field()) : exampleWithout;
      return;
    }
    ObjectNode data = data(record);
    for (Partition part : each.times()) {
      Partition partition =
          part.isEmpty() ? Partition.of(each.name(), value, within) : cross(part, value);
      partitions.add(data.isEmpty() ? partition : partition.withData(data));
    }
  }

  /** What the record says of its change; null where that is nothing, or passed over. */
  private static @Nullable String changed(Cursor cursor, KeptPage.Fields record) {
    try {
      return cursor.values().valueOf(record.value(cursor.field())).orElse(null);
    } catch (SystemError e) {
      if (cursor.passesOverUnreadable()) {
        return null;
      }
      throw e;
    }
  }

  /** A part of the list, with what makes a part of the parent besides. */
  private Partition cross(Partition part, JsonNode value) {
    ObjectNode key = part.toJson();
    key.set(each.name(), value);
    key.set(Partition.PARENT_SLICE, within.toJson());
    return Partition.of(key);
  }

  private ObjectNode data(KeptPage.Fields record) {
    if (each.data().isEmpty()) {
      return NO_DATA;
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    for (String name : each.data()) {
      data.set(name, field(record, name));
    }
    return data;
  }

  /** The value; null where there is none. */
  private static JsonNode field(KeptPage.Fields record, String name) {
    JsonNode value = record.value(name);
    return value == null ? JsonNodeFactory.instance.nullNode() : ExactJson.finite(value);
  }

  @Override
  public void emit(JsonParser parser) {
    emit(ExactJson.readTree(parser));
  }

  @Override
  public void emitValue(Object record) {
    emit(ExactJson.MAPPER.<JsonNode>valueToTree(record));
  }

  @Override
  public boolean discardPage() {
    partitions.clear();
    without = 0;
    exampleWithout = "";
    values.clear();
    return true;
  }
}
