package dev.javacdk.core.ledger;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.Line;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.Standing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The windows that were begun and not read to their end. Confined to the ledger's owner. */
final class OpenWindows<P extends Comparable<P>> {

  private final Line<P> line;
  private final Map<Partition, LedgerEntry> entries = new LinkedHashMap<>();

  OpenWindows(Line<P> line) {
    this.line = line;
  }

  /** The window as a partition: its bounds are its key. */
  static <P extends Comparable<P>> Partition window(Line<P> line, Range<P> range) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    key.set(WindowJson.START, line.values().toJson(line.text(range.lowerEndpoint())));
    if (range.hasUpperBound()) {
      key.set(WindowJson.END, line.values().toJson(line.text(range.upperEndpoint())));
    }
    return Partition.of(key);
  }

  static <P extends Comparable<P>> Standing started(
      Line<P> line, Range<P> range, CursorPosition token, @Nullable String max) {
    String until = range.hasUpperBound() ? line.text(range.upperEndpoint()) : null;
    return Standing.at(StreamState.initial())
        .open(new OpenSlice(line.text(range.lowerEndpoint()), token, until, max));
  }

  /** Begins a window. */
  LedgerEntry begin(Range<P> range) {
    LedgerEntry entry =
        LedgerEntry.handedOut(
            window(line, range),
            started(line, range, CursorPosition.start(), null),
            LedgerEntry.NOT_MET);
    add(entry);
    return entry;
  }

  /** A window was begun by an earlier attempt. */
  void add(LedgerEntry entry) {
    entries.put(entry.partition(), entry);
  }

  /** The window is to be read from its start. */
  void startAgain(LedgerEntry entry) {
    entry.at(started(line, range(entry), CursorPosition.start(), null));
  }

  /** The window was read to its end. */
  void remove(LedgerEntry entry) {
    entries.remove(entry.partition());
  }

  Range<P> range(LedgerEntry entry) {
    P start = line.point(entry.partition().text(WindowJson.START, ""));
    return entry.partition().has(WindowJson.END)
        ? Range.closedOpen(start, line.point(entry.partition().text(WindowJson.END, "")))
        : Range.atLeast(start);
  }

  /** The open window; null where there is none of these bounds. */
  @Nullable LedgerEntry get(Partition partition) {
    return entries.get(partition);
  }

  /** The window that is being read. */
  LedgerEntry reading(Partition partition) {
    LedgerEntry entry = entries.get(partition);
    if (entry == null || entry.life() != PartitionLife.READING) {
      throw new IllegalStateException("window " + partition + " is not being read");
    }
    return entry;
  }

  /** What was read, and what the open windows are going to read. */
  RangeSet<P> covered(RangeSet<P> done) {
    RangeSet<P> covered = TreeRangeSet.create(done);
    entries.values().forEach(entry -> covered.add(range(entry)));
    return covered;
  }

  /** In the order in which they were begun. A live view. */
  Collection<LedgerEntry> all() {
    return entries.values();
  }
}
