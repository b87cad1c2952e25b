package dev.javacdk.core.page;

import com.google.common.hash.HashCode;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.walk.CursorWalk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records at the edge of a page behind which reading goes on by the cursor: those with its
 * greatest value come again on the next page. What comes again byte for byte is not emitted again;
 * what has changed meanwhile is. Confined to the thread that reads.
 */
final class EdgeRecords {

  private final Cursor cursor;

  /** Where those lie that have the greatest value so far, in what the encoder holds. */
  private final List<RecordEncoder.Span> spans = new ArrayList<>();

  /** The prints of those that were released. */
  private Set<HashCode> edge = new HashSet<>();

  /** What may come again on the page in hand; empty once a greater value came. */
  private Set<HashCode> before = Set.of();

  /** The same when the page began. */
  private Set<HashCode> begun = Set.of();

  private @Nullable Partition partition;

  private @Nullable Comparable<Object> greatest;
  private @Nullable Comparable<Object> since;

  private EdgeRecords(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Of a stream; null where it never goes on by the cursor. */
  static @Nullable EdgeRecords of(Stream stream) {
    return CursorWalk.goesOnByCursor(stream)
        ? stream.cursor().map(EdgeRecords::new).orElse(null)
        : null;
  }

  /** A page begins. */
  void beginPage(StreamSlice slice) {
    boolean goesOn = slice.partition().equals(partition);
    partition = slice.partition();
    String from = slice.since();
    since = from == null ? null : cursor.values().order(from);
    boolean isFirst = slice.cursor().isStart();
    begun = Set.of();
    if (goesOn && isFirst && since != null && since.equals(greatest)) {
      begun = edge;
    } else if (!goesOn || isFirst) {
      edge = new HashSet<>();
      greatest = null;
    }
    before = begun;
    spans.clear();
  }

  /**
   * Whether the record encoded last was emitted before.
   *
   * @param order what its cursor value is; null where it has none, or none that can be read
   */
  boolean cameBefore(@Nullable Comparable<Object> order, RecordEncoder encoder) {
    if (before.isEmpty()) {
      return false;
    }
    if (order != null && since != null && since.compareTo(order) < 0) {
      before = Set.of();
      return false;
    }
    return before.contains(encoder.print(encoder.lastSpan()));
  }

  /** The record encoded last is emitted. */
  void emitted(@Nullable Comparable<Object> order, RecordEncoder encoder) {
    if (order == null) {
      return;
    }
    int above = greatest == null ? 1 : -greatest.compareTo(order);
    if (above > 0) {
      greatest = order;
      spans.clear();
      edge = new HashSet<>();
    }
    if (above >= 0) {
      spans.add(encoder.lastSpan());
    }
  }

  /** What the encoder holds is let go of. */
  void beforeRelease(RecordEncoder encoder) {
    spans.forEach(span -> edge.add(encoder.print(span)));
    spans.clear();
  }

  /** What the encoder holds is dropped, and the page is read again. */
  void dropped() {
    before = begun;
    spans.clear();
  }
}
