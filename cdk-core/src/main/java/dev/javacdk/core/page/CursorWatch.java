package dev.javacdk.core.page;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PageValues;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows the cursor field through the records of a page: the greatest value, the promise that they
 * ascend, which of them the API should have left out, and when a state is due inside the page. Does
 * nothing for a stream without a cursor field. Confined to the thread that reads.
 */
final class CursorWatch {

  private final String stream;
  private final @Nullable Cursor cursor;
  private final @Nullable StateMixin mixin;
  private final int interval;
  private final Consumer<Progress> inside;
  private final StreamNotices notices;
  private @Nullable Comparable<Object> since;
  private @Nullable String until;

  private final PageValues values = new PageValues();

  /** The value of the record in hand; null where it has none. */
  private @Nullable String value;

  /** What that value is; null where there is none, or none that can be read. */
  private @Nullable Comparable<Object> order;

  /** The value of the record before, also of the page before. */
  private @Nullable String lastValue;

  private @Nullable Comparable<Object> lastOrder;

  /** The same when the page began. */
  private @Nullable String valueBefore;

  private @Nullable Comparable<Object> orderBefore;
  private @Nullable Partition partition;
  private long records;
  private boolean due;

  /**
   * Watches the records of a stream.
   *
   * @param inside is told how far a page was read, where a state is due inside it
   * @param notices takes what is odd about its values
   */
  CursorWatch(Stream stream, Consumer<Progress> inside, StreamNotices notices) {
    this.stream = stream.name();
    this.cursor = stream.cursor().orElse(null);
    this.mixin = stream instanceof StateMixin own ? own : null;
    this.interval = stream.cursor().map(c -> c.checkpointInterval().orElse(0)).orElse(0);
    this.inside = inside;
    this.notices = notices;
  }

  /** The name of the field to watch; null where there is none. */
  @Nullable String field() {
    return cursor == null ? null : cursor.field();
  }

  void beginPage(StreamSlice slice) {
    Cursor by = cursor;
    if (by == null) {
      return;
    }
    if (slice.cursor().isStart() || !slice.partition().equals(partition)) {
      lastValue = null;
      lastOrder = null;
    }
    partition = slice.partition();
    valueBefore = lastValue;
    orderBefore = lastOrder;
    String from = slice.since();
    since = from == null || !by.isClientSide() ? null : by.values().order(from);
    until = slice.until();
    values.clear();
  }

  /**
   * The page is read again from its start.
   *
   * @param unseen whether none of its records was released
   */
  void again(boolean unseen) {
    lastValue = valueBefore;
    lastOrder = orderBefore;
    if (unseen) {
      values.clear();
    }
  }

  /** Takes a record in hand: its value is read here, once. */
  void look(@Nullable JsonNode field) {
    Cursor by = cursor;
    value = by == null ? null : by.values().textOf(field);
    order = by == null || value == null ? null : order(by, value);
  }

  /** What the value of the record in hand is; null where there is none, or none to be read. */
  @Nullable Comparable<Object> order() {
    return order;
  }

  /** Whether the API should have left the record in hand out and could not. */
  boolean isTooOld() {
    return since != null && order != null && since.compareTo(order) > 0;
  }

  /** The record in hand is emitted. */
  void emitted() {
    Cursor by = cursor;
    if (by == null) {
      return;
    }
    if (value != null && order != null) {
      add(by, value, order);
    } else if (value != null) {
      notices.count(
          1,
          "%d records whose '"
              + by.field().replace("%", "%%")
              + "' cannot be read, as %s, were emitted without moving the cursor",
          "'" + value + "'");
    }
    due |= interval > 0 && ++records % interval == 0;
  }

  /** Whether a state is due that counts the record emitted last. */
  boolean isDueBehindRecord() {
    return due && mixin == null;
  }

  /**
   * Whether a state is due before the next record is taken: a stream that manages its own state has
   * counted a record only when the next one comes.
   */
  boolean isDueBeforeRecord() {
    return due && mixin != null;
  }

  /** What the value is; null where it cannot be read and is passed over. */
  private @Nullable Comparable<Object> order(Cursor by, String text) {
    try {
      return by.values().order(text);
    } catch (SystemError e) {
      if (by.passesOverUnreadable()) {
        return null;
      }
      throw new SystemError(
          "stream '%s': %s; where such records are to be emitted without moving the cursor, say passOverUnreadable()"
              .formatted(stream, e.getMessage()),
          e);
    }
  }

  private void add(Cursor by, String text, Comparable<Object> is) {
    if (by.isAscending() && lastOrder != null && lastOrder.compareTo(is) > 0) {
      throw new SystemError(
          "stream '%s': its records were said to ascend by '%s', but %s comes after %s"
              .formatted(stream, by.field(), text, lastValue));
    }
    lastValue = text;
    lastOrder = is;
    values.add(text, is);
  }

  /** Tells how far the page was read; everything up to there was released. */
  void sayInside() {
    due = false;
    Cursor by = cursor;
    if (mixin != null) {
      inside.accept(PartitionPages.progressOf(mixin, true));
    } else if (by != null && lastValue != null) {
      String reached = until == null ? lastValue : by.values().min(lastValue, until);
      inside.accept(Progress.upTo(CursorStates.position(by, reached)));
    }
  }

  /** What the page has said, with the values on it. */
  PageSaid said(Progress progress) {
    return new PageSaid(progress, mixin == null ? values.values() : null);
  }
}
