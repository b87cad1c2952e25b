package dev.javacdk.core.walk;

import dev.javacdk.api.Cursor;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The line of time, which ends now. */
record TimeLine(Cursor cursor) implements Line<Instant> {

  @Override
  public TimeLine like(@Nullable String value) {
    return new TimeLine(CursorStates.like(cursor, value));
  }

  @Override
  public Instant point(String value) {
    return cursor.instantOf(value);
  }

  @Override
  public String text(Instant point) {
    return cursor.textOf(point);
  }

  @Override
  public Instant origin() {
    return Instant.EPOCH;
  }

  @Override
  public String now(InstantSource clock) {
    return cursor.textOf(clock.instant());
  }

  @Override
  public Instant endOfWindow(Instant start) {
    return CursorStates.endOfWindow(cursor, windows(), start);
  }

  @Override
  public Instant stepAfter(Instant last) {
    return cursor.stepAfter(last);
  }

  @Override
  public Instant stepBefore(Instant end) {
    return cursor.stepBefore(end);
  }
}
