package dev.javacdk.manifest.expression;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A date with a time, to the microsecond.
 *
 * @param offset null where the time has no zone
 */
record Moment(LocalDateTime local, @Nullable ZoneOffset offset) {

  private static final int MOST_YEAR = 9_999;

  /** Cuts what is finer than a microsecond; knows the years that Python knows. */
  Moment {
    if (local.getYear() < 1 || local.getYear() > MOST_YEAR) {
      throw new Failure("the date is out of the years 1 to " + MOST_YEAR);
    }
    local = local.truncatedTo(ChronoUnit.MICROS);
  }

  static Moment of(OffsetDateTime time) {
    return new Moment(time.toLocalDateTime(), time.getOffset());
  }

  /** The same instant in UTC; a time without a zone counts as UTC. */
  Moment inUtc() {
    return of(at().withOffsetSameInstant(ZoneOffset.UTC));
  }

  /** With its zone, UTC where it has none. */
  OffsetDateTime at() {
    return local.atOffset(offset == null ? ZoneOffset.UTC : offset);
  }

  int micros() {
    return local.get(ChronoField.MICRO_OF_SECOND);
  }

  Moment with(LocalDateTime other) {
    return new Moment(other, offset);
  }
}
