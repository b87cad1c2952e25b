package dev.javacdk.core.read;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.walk.CursorStates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps of each record of a parent only what makes a partition: its key, and the fields that
 * requests need. Confined to the thread that reads.
 */
final class ParentOutput implements RecordOutput {

  private static final Logger LOG = LoggerFactory.getLogger(ParentOutput.class);
  private static final ObjectNode NO_DATA = JsonNodeFactory.instance.objectNode();

  private final Partitions.Each each;
  private final Partition within;
  private final StopSignal stop;
  private final String describe;
  private final List<Partition> partitions = new ArrayList<>();
  private final @Nullable Cursor followed;
  private @Nullable String greatest;
  private long records;
  private long without;

  ParentOutput(Partitions.Each each, Partition within, StopSignal stop, String describe) {
    this.each = each;
    this.within = within;
    this.stop = stop;
    this.describe = describe;
    this.followed = each.onlyChanged() ? each.parent().cursor().orElse(null) : null;
  }

  /** The greatest value of the parent's cursor field; null where nobody follows its changes. */
  @Nullable String greatest() {
    return greatest;
  }

  /**
   * The partitions of the page. Records without what makes one are passed over, with a warning.
   *
   * @param first whether no page before has had any
   * @throws SystemError where not one record of the first page has it
   */
  List<Partition> partitions(boolean first) {
    if (without > 0 && without == records && first) {
      throw new SystemError(
          "%s: a record has no '%s', which makes its partition; not one of the %d of its page has"
              .formatted(describe, each.field(), records));
    }
    if (without > 0) {
      LOG.warn(
          "{}: {} of {} records of a page have no '{}' (missing, null or empty): they have no partition",
          describe,
          without,
          records,
          each.field());
    }
    return partitions;
  }

  /** Whether any record had what makes a partition. */
  boolean hadAny() {
    return without < records;
  }

  @Override
  public void emit(JsonNode record) {
    stop.check();
    JsonNode value = field(record, each.field());
    records++;
    if (value.isMissingNode()
        || value.isNull()
        || (value.isString() && value.stringValue().isEmpty())) {
      without++;
      return;
    }
    if (followed != null) {
      String changed = followed.valueOf(record.get(followed.field())).orElse(null);
      greatest = CursorStates.greater(followed, greatest, changed);
    }
    ObjectNode data = data(record);
    for (Partition part : each.times()) {
      Partition partition =
          part.isEmpty() ? Partition.of(each.name(), value, within) : cross(part, value);
      partitions.add(data.isEmpty() ? partition : partition.withData(data));
    }
  }

  /** A part of the list, with what makes a part of the parent besides. */
  private Partition cross(Partition part, JsonNode value) {
    ObjectNode key = part.toJson();
    key.set(each.name(), value);
    key.set(Partition.PARENT_SLICE, within.toJson());
    return Partition.of(key);
  }

  private ObjectNode data(JsonNode record) {
    if (each.data().isEmpty()) {
      return NO_DATA;
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    for (String name : each.data()) {
      JsonNode value = field(record, name);
      data.set(
          name.startsWith("/") ? name.substring(name.lastIndexOf('/') + 1) : name,
          value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
    }
    return data;
  }

  private static JsonNode field(JsonNode record, String name) {
    return name.startsWith("/") ? record.at(name) : record.path(name);
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
    records = 0;
    without = 0;
    greatest = null;
    return true;
  }
}
