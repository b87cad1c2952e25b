package dev.javacdk.core.walk;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The line of time, which ends now. */
record TimeLine(Cursor cursor, CursorValues values) implements Line<Instant> {

  @Override
  public TimeLine like(@Nullable String value) {
    return new TimeLine(cursor, CursorStates.like(values, value));
  }

  @Override
  public Instant point(String value) {
    return values.instantOf(value);
  }

  @Override
  public String text(Instant point) {
    return values.textOf(point);
  }

  @Override
  public Instant origin() {
    return Instant.EPOCH;
  }

  @Override
  public String now(InstantSource clock) {
    return values.textOf(clock.instant());
  }

  @Override
  public Instant endOfWindow(Instant start) {
    return CursorStates.endOfWindow(values, windows(), start);
  }

  @Override
  public Instant stepAfter(Instant last) {
    return values.stepAfter(last);
  }

  @Override
  public Instant stepBefore(Instant end) {
    return values.stepBefore(end);
  }
}
