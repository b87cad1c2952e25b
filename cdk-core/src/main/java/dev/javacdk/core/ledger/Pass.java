package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.CursorStates;
import org.jspecify.annotations.Nullable;

/**
 * One walk over all partitions of an incremental stream, over as many attempts as it takes (rule
 * L14).
 *
 * @param start where a partition begins that is not listed
 * @param lookback how many seconds before {@code start} it begins; 0 where nothing is said
 * @param next the bound from when the pass began: where partitions begin after the pass that are
 *     not listed; null of a cursor that is not of points in time
 * @param goesOn whether an earlier attempt has begun it
 * @param folded whether an earlier attempt has folded partitions in it
 */
record Pass(
    StreamState start, long lookback, @Nullable String next, boolean goesOn, boolean folded) {

  /** Where a partition begins that is not listed, look-back included. */
  StreamState begin(Cursor cursor, String stream) {
    String value = CursorStates.value(cursor, start, "stream '" + stream + "'");
    return value == null || lookback == 0 || !cursor.values().isInstant()
        ? start
        : CursorStates.at(
            cursor,
            cursor
                .values()
                .like(value)
                .textOf(cursor.values().instantOf(value).minusSeconds(lookback)));
  }

  /** Whether what was read up to {@code until} needs no cursor of its own once the pass is over. */
  boolean covers(Cursor cursor, @Nullable String until) {
    return next != null && until != null && cursor.values().compare(until, next) >= 0;
  }
}
