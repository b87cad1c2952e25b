package dev.javacdk.api.cursor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The points in time that a cursor's values may stand for: one every so often, counted from
 * midnight in its zone. A value.
 */
record Grid(Duration step, ZoneId zone) {

  private static final int NANO_DIGITS = 9;

  static Grid of(Duration step, ZoneId zone) {
    return new Grid(step, zone);
  }

  /** The latest point of the grid that is not later. */
  Instant floor(Instant at) {
    if (step.isZero()) {
      return at;
    }
    ZonedDateTime local = at.atZone(zone);
    ZonedDateTime day = local.truncatedTo(ChronoUnit.DAYS);
    if (step.compareTo(Duration.ofDays(1)) >= 0) {
      return day.toInstant();
    }
    Duration into = Duration.ofNanos(local.toLocalTime().toNanoOfDay());
    return at.minusNanos(into.toNanos() % step.toNanos());
  }

  /** The point in time as these values are written, rounded down to the grid. */
  String text(ValueForm.Instants values, Instant at) {
    return values.text(floor(at), digits());
  }

  /** How many digits of a second its points need. */
  private int digits() {
    int digits = NANO_DIGITS;
    long nanos = step.toNanosPart();
    if (step.isZero()) {
      return digits;
    }
    while (digits > 0 && nanos % 10 == 0) {
      nanos /= 10;
      digits--;
    }
    return digits;
  }
}
