package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.Standing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a state says of one partition, before it is listed.
 *
 * @param finished whether it was read: of an incremental stream, in the pass under way
 */
record IncomingEntry(Partition partition, Standing standing, int failures, boolean finished) {

  LedgerEntry listed() {
    return LedgerEntry.cameIn(partition, standing, failures, finished);
  }

  private boolean saysItWasBegun() {
    return finished || failures > 0 || standing.open() != null;
  }

  /**
   * Where a state says two things of one partition, what holds in any case: it reads more again.
   */
  IncomingEntry and(IncomingEntry other, Optional<Cursor> cursor) {
    boolean read = finished && other.finished;
    return new IncomingEntry(
        partition.data().isEmpty() ? other.partition : partition,
        cursor.isPresent() ? least(other, cursor.get(), read) : least(other),
        Math.max(failures, other.failures),
        read);
  }

  private Standing least(IncomingEntry other) {
    if (finished || other.finished) {
      return finished ? other.standing : standing;
    }
    // Positions have no order.
    return standing.equals(other.standing) ? standing : Standing.at(StreamState.initial());
  }

  /** The earlier cursor; the slice under way only where it is that cursor's. */
  private Standing least(IncomingEntry other, Cursor cursor, boolean read) {
    int order = compare(cursor, standing.state(), other.standing.state());
    Standing first = order <= 0 ? standing : other.standing;
    OpenSlice open = order == 0 ? least(first.open(), other.standing.open()) : first.open();
    boolean begun = saysItWasBegun() || other.saysItWasBegun();
    return new Standing(first.state(), open == null && begun && !read ? OpenSlice.STARTED : open);
  }

  private static @Nullable OpenSlice least(@Nullable OpenSlice a, @Nullable OpenSlice b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.equals(b) ? a : OpenSlice.STARTED;
  }

  private static int compare(Cursor cursor, StreamState a, StreamState b) {
    String one = CursorStates.value(cursor, a, "a partition");
    String two = CursorStates.value(cursor, b, "a partition");
    if (one == null || two == null) {
      return Boolean.compare(one != null, two != null);
    }
    return cursor.values().compare(one, two);
  }
}
