package dev.javacdk.api;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;

/**
 * How the time of an incremental stream is cut into windows, which are read on their own: in
 * parallel where there are workers, in turn inside one partition. Half-open: a window holds its
 * start and not its end, so that windows side by side share nothing.
 *
 * <p>A value; safe for use by many threads.
 *
 * @param step how many units a window is long; at least 1
 * @param unit seconds, hours, days, weeks or months
 * @param clamped whether windows end where a unit ends: at midnight, on a Monday, on the first of a
 *     month, in the cursor's zone. The first window is then the shorter one
 */
public record Windows(long step, ChronoUnit unit, boolean clamped) {

  /** Refuses a step of nothing. */
  public Windows {
    Objects.requireNonNull(unit, "unit");
    if (step < 1) {
      throw new IllegalArgumentException("a window is at least 1 long, not " + step);
    }
  }

  /** Windows of this length, in whole seconds. */
  public static Windows of(Duration step) {
    return new Windows(step.toSeconds(), ChronoUnit.SECONDS, false);
  }

  /** Windows of so many hours. */
  public static Windows ofHours(int hours) {
    return new Windows(hours, ChronoUnit.HOURS, false);
  }

  /** Windows of so many days. */
  public static Windows ofDays(int days) {
    return new Windows(days, ChronoUnit.DAYS, false);
  }

  /** Windows of so many weeks. */
  public static Windows ofWeeks(int weeks) {
    return new Windows(weeks, ChronoUnit.WEEKS, false);
  }

  /** Windows of so many months. */
  public static Windows ofMonths(int months) {
    return new Windows(months, ChronoUnit.MONTHS, false);
  }

  /** The same, ending where a unit ends. */
  public Windows clamp() {
    return new Windows(step, unit, true);
  }

  /**
   * The end, exclusive, of the window that begins at {@code start}; always later than that.
   *
   * @param zone where days begin
   */
  public Instant end(Instant start, ZoneId zone) {
    ZonedDateTime from = start.atZone(zone);
    return (clamped ? floor(from) : from).plus(step, unit).toInstant();
  }

  private ZonedDateTime floor(ZonedDateTime at) {
    return switch (unit) {
      case DAYS -> at.truncatedTo(ChronoUnit.DAYS);
      case WEEKS ->
          at.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHS -> at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      default -> at.truncatedTo(unit);
    };
  }

  /** The length in words: {@code 7 days}. */
  @Override
  public String toString() {
    return step + " " + unit.name().toLowerCase(Locale.ROOT);
  }
}
