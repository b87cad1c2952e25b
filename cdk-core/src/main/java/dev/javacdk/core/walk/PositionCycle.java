package dev.javacdk.core.walk;

import dev.javacdk.api.state.CursorPosition;

/**
 * Notices that positions come again, without remembering them all: Brent's cycle test, which keeps
 * one position and compares the others to it over stretches that double.
 */
final class PositionCycle {

  private CursorPosition kept = CursorPosition.start();
  private long stretch = 1;
  private long compared;

  /** Whether this position was seen before. A cycle of n positions is noticed within about 3n. */
  boolean closes(CursorPosition position) {
    if (position.equals(kept)) {
      return true;
    }
    if (++compared == stretch) {
      kept = position;
      stretch *= 2;
      compared = 0;
    }
    return false;
  }
}
