package dev.javacdk.manifest.expression;

import java.time.LocalDate;

/** A date without a time. */
record Day(LocalDate date) {

  private static final int MOST_YEAR = 9_999;

  /** Knows the years that Python knows. */
  Day {
    if (date.getYear() < 1 || date.getYear() > MOST_YEAR) {
      throw new Failure("the date is out of the years 1 to " + MOST_YEAR);
    }
  }
}
