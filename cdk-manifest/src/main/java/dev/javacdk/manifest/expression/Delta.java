package dev.javacdk.manifest.expression;

import java.math.BigDecimal;

/**
 * A length of time.
 *
 * @param months what has no fixed length; Python's plain kind of it has none
 * @param micros the rest, in microseconds
 */
record Delta(long months, long micros) {

  static final long MICROS_IN_SECOND = 1_000_000;
  static final long MICROS_IN_DAY = 86_400 * MICROS_IN_SECOND;

  static Delta ofMicros(double micros) {
    double rounded = Math.rint(micros);
    if (Double.isNaN(rounded) || Math.abs(rounded) > Long.MAX_VALUE / 16d) {
      throw new Failure("a length of time is too large");
    }
    return new Delta(0, (long) rounded);
  }

  static Delta ofDays(double days) {
    return ofMicros(days * MICROS_IN_DAY);
  }

  long days() {
    return Math.floorDiv(micros, MICROS_IN_DAY);
  }

  long seconds() {
    return Math.floorMod(micros, MICROS_IN_DAY) / MICROS_IN_SECOND;
  }

  long microseconds() {
    return Math.floorMod(micros, MICROS_IN_SECOND);
  }

  double totalSeconds() {
    return BigDecimal.valueOf(micros, 6).doubleValue();
  }

  Delta plus(Delta other) {
    return new Delta(Math.addExact(months, other.months), Math.addExact(micros, other.micros));
  }

  Delta negated() {
    return new Delta(-months, -micros);
  }
}
