package dev.javacdk.core.read;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Progress;
import dev.javacdk.api.StateMixin;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.checkpoint.CursorSlices;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows the cursor field through the records of a slice: the greatest value so far, the promise
 * that they ascend, and the states that are due inside a page. Does nothing for a stream without a
 * cursor field. Confined to the thread that reads.
 */
final class CursorWatch {

  private final String stream;
  private final @Nullable Cursor cursor;
  private final @Nullable StateMixin mixin;
  private final int interval;
  private final Consumer<Progress> inside;
  private @Nullable String greatest;
  private @Nullable String greatestOfPage;
  private @Nullable String lastValue;
  private long records;
  private boolean due;

  /**
   * Watches the records of a stream.
   *
   * @param inside is told how far a page was read, where a state is due inside it
   */
  CursorWatch(Stream stream, Consumer<Progress> inside) {
    this.stream = stream.name();
    this.cursor = stream.cursor().orElse(null);
    this.mixin = stream instanceof StateMixin own ? own : null;
    this.interval = stream.cursor().map(c -> c.checkpointInterval().orElse(0)).orElse(0);
    this.inside = inside;
  }

  /** The name of the field to watch; null where there is none. */
  @Nullable String field() {
    return cursor == null ? null : cursor.field();
  }

  void beginSlice(StreamSlice slice) {
    greatest = slice.since();
    lastValue = null;
  }

  void beginPage() {
    greatestOfPage = null;
  }

  /** A stream that manages its own state has counted a record only when the next one comes. */
  void beforeRecord(Runnable release) {
    if (due && mixin != null) {
      due = false;
      sayInside(release);
    }
  }

  void record(@Nullable JsonNode value, Runnable release) {
    Cursor by = cursor;
    if (by == null) {
      return;
    }
    by.valueOf(value).ifPresent(text -> add(by, text));
    if (interval > 0 && ++records % interval == 0) {
      due = true;
      if (mixin == null) {
        due = false;
        sayInside(release);
      }
    }
  }

  private void add(Cursor by, String value) {
    if (by.isAscending() && lastValue != null && by.compare(value, lastValue) < 0) {
      throw new SystemError(
          "stream '%s': its records were said to ascend by '%s', but %s comes after %s"
              .formatted(stream, by.field(), value, lastValue));
    }
    lastValue = value;
    greatestOfPage = greatestOfPage == null ? value : by.max(greatestOfPage, value);
  }

  private void sayInside(Runnable release) {
    release.run();
    inside.accept(
        mixin == null ? endOfSlice(Progress.complete()) : PartitionPages.progressOf(mixin, true));
  }

  /** Complete, of a stream with a cursor field, means: up to the greatest value that was seen. */
  Progress endOfSlice(Progress progress) {
    Cursor by = cursor;
    if (by == null || mixin != null) {
      return progress;
    }
    if (greatestOfPage != null) {
      greatest = greatest == null ? greatestOfPage : by.max(greatest, greatestOfPage);
    }
    return progress instanceof Progress.Complete && greatest != null
        ? Progress.upTo(CursorSlices.position(by, greatest))
        : progress;
  }
}
