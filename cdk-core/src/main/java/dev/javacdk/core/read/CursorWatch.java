package dev.javacdk.core.read;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Progress;
import dev.javacdk.api.StateMixin;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PageValues;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows the cursor field through the records of a page: the greatest value, the promise that they
 * ascend, which of them the API should have left out, and the states that are due inside the page.
 * Does nothing for a stream without a cursor field. Confined to the thread that reads.
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
    since = from == null || !by.isClientSide() ? null : by.order(from);
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

  /** A stream that manages its own state has counted a record only when the next one comes. */
  void beforeRecord(Runnable release) {
    if (due && mixin != null) {
      due = false;
      sayInside(release);
    }
  }

  /** Whether the API should have left the record out and could not. */
  boolean isTooOld(@Nullable JsonNode value) {
    Cursor by = cursor;
    Comparable<Object> bound = since;
    if (by == null || bound == null) {
      return false;
    }
    String text = by.textOf(value);
    Comparable<Object> order = text == null ? null : order(by, text);
    return order != null && bound.compareTo(order) > 0;
  }

  void record(@Nullable JsonNode value, Runnable release) {
    Cursor by = cursor;
    if (by == null) {
      return;
    }
    String text = by.textOf(value);
    Comparable<Object> order = text == null ? null : order(by, text);
    if (text != null && order != null) {
      add(by, text, order);
    } else if (text != null) {
      notices.count(
          1,
          "%d records whose '"
              + by.field().replace("%", "%%")
              + "' cannot be read, as %s, were emitted without moving the cursor",
          "'" + text + "'");
    }
    if (interval > 0 && ++records % interval == 0) {
      due = true;
      if (mixin == null) {
        due = false;
        sayInside(release);
      }
    }
  }

  /** What the value is; null where it cannot be read and is passed over. */
  private @Nullable Comparable<Object> order(Cursor by, String text) {
    try {
      return by.order(text);
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

  private void add(Cursor by, String value, Comparable<Object> order) {
    if (by.isAscending() && lastOrder != null && lastOrder.compareTo(order) > 0) {
      throw new SystemError(
          "stream '%s': its records were said to ascend by '%s', but %s comes after %s"
              .formatted(stream, by.field(), value, lastValue));
    }
    lastValue = value;
    lastOrder = order;
    values.add(value, order);
  }

  private void sayInside(Runnable release) {
    release.run();
    Cursor by = cursor;
    if (mixin != null) {
      inside.accept(PartitionPages.progressOf(mixin, true));
    } else if (by != null && lastValue != null) {
      String value = until == null ? lastValue : by.min(lastValue, until);
      inside.accept(Progress.upTo(CursorStates.position(by, value)));
    }
  }

  /** What the page has said, with the values on it. */
  PageSaid said(Progress progress) {
    return new PageSaid(progress, mixin == null ? values.values() : null);
  }
}
