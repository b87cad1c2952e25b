package dev.javacdk.core.walk;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import dev.javacdk.api.cursor.Windows;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The line along which a cursor with windows moves: what its values are as points, how points are
 * written, and where the window ends that begins at one. Immutable.
 *
 * @param <P> what the points are
 */
public sealed interface Line<P extends Comparable<P>> permits TimeLine, NumberLine {

  /** The line of a cursor that has windows. */
  static Line<?> of(Cursor cursor) {
    return of(cursor, cursor.values());
  }

  /** The same, whose points are written as these values are. */
  static Line<?> of(Cursor cursor, CursorValues values) {
    return cursor.windows().orElseThrow().isOfNumbers()
        ? new NumberLine(cursor, values)
        : new TimeLine(cursor, values);
  }

  /** The cursor. */
  Cursor cursor();

  /** Its values, which the points are written as. */
  CursorValues values();

  /** The same line, whose points are written as this value is; null says nothing. */
  Line<P> like(@Nullable String value);

  /** The point that a value stands for. */
  P point(String value);

  /** The point as the cursor writes it. */
  String text(P point);

  /** Where lines begin of which nobody said it. */
  P origin();

  /** The value at which reading ends as a whole, as of now; null where nobody can know. */
  @Nullable String now(InstantSource clock);

  /** The end, exclusive, of the window that begins at this point. */
  P endOfWindow(P start);

  /** The first point behind a value that is the last one wanted. */
  P stepAfter(P last);

  /** The last point wanted before an end, exclusive. */
  P stepBefore(P end);

  /** The point so much earlier as the cursor's look-back says. */
  default P before(P point) {
    return point(values().before(text(point)));
  }

  /** The windows of the cursor. */
  default Windows windows() {
    return cursor().windows().orElseThrow();
  }
}
