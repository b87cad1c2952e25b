package dev.javacdk.core.ledger;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import dev.javacdk.core.walk.Line;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How what no window covers is cut into windows. Confined to the ledger's owner. */
sealed interface WindowCut<P extends Comparable<P>> permits CutUpToNow, CutAsItComes {

  /**
   * Goes on from what came in.
   *
   * @param done what was read; a live view
   * @param open the windows that are open; a live view
   */
  static <P extends Comparable<P>> WindowCut<P> of(
      Line<P> line,
      WindowJson.Incoming<P> incoming,
      RangeSet<P> done,
      OpenWindows<P> open,
      InstantSource clock) {
    String now = line.now(clock);
    return now == null
        ? new CutAsItComes<>(line, incoming, done, open)
        : new CutUpToNow<>(line, incoming, done, open, now);
  }

  /** Whether something is left to hand out now. */
  boolean hasNext();

  /** The next window to hand out. */
  Range<P> next();

  /** An open window is about to be read. */
  default void taken(LedgerEntry entry) {}

  /**
   * A window was read to its end, and is open no more.
   *
   * @param seen the greatest value in it; null where it has none
   * @return the part of it that nobody needs to read again
   */
  Range<P> finished(LedgerEntry entry, Range<P> window, @Nullable String seen);

  /** The cursor once all was read, of which this is the greatest value. */
  String atEnd(String max);
}
