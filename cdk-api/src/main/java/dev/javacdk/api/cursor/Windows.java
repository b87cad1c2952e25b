package dev.javacdk.api.cursor;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the time or the numbers of an incremental stream are cut into windows, which are read on
 * their own: in parallel where there are workers, in turn inside one partition. Half-open: a window
 * holds its start and not its end.
 *
 * <p>Windows of time end at the time of the sync. Nobody knows where numbers end: as soon as a
 * window has nothing beyond its start, one without an end reads all that is left.
 *
 * <p>A value; safe for use by many threads.
 *
 * @param step how many units a window is long; at least 1
 * @param unit seconds, hours, days, weeks or months; null of windows of numbers
 * @param clamped whether windows end where a unit ends: at midnight, on a Monday, on the first of a
 *     month, in the cursor's zone. The first window is then the shorter one
 */
public record Windows(long step, @Nullable ChronoUnit unit, boolean clamped) {

  /** Refuses a step of nothing, and windows of numbers that end where a unit ends. */
  public Windows {
    if (step < 1) {
      throw new IllegalArgumentException("a window is at least 1 long, not " + step);
    }
    if (unit == null && clamped) {
      throw new IllegalArgumentException("windows of numbers have no unit to end with");
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

  /** Windows of so many numbers, of a cursor of numbers. */
  public static Windows ofNumbers(long numbers) {
    return new Windows(numbers, null, false);
  }

  /** Whether they are windows of numbers, and not of time. */
  public boolean isOfNumbers() {
    return unit == null;
  }

  /** The same, ending where a unit ends. */
  public Windows clamp() {
    return new Windows(step, unit, true);
  }

  /**
   * The end, exclusive, of the window that begins at {@code start}; always later than that.
   *
   * @param zone where days begin
   * @throws IllegalStateException of windows of numbers
   */
  public Instant end(Instant start, ZoneId zone) {
    ChronoUnit of = unit;
    if (of == null) {
      throw new IllegalStateException("windows of " + this + " are not of time");
    }
    ZonedDateTime from = start.atZone(zone);
    return (clamped ? floor(from, of) : from).plus(step, of).toInstant();
  }

  /**
   * The end, exclusive, of the window of numbers that begins at {@code start}.
   *
   * @throws IllegalStateException of windows of time
   */
  public BigDecimal end(BigDecimal start) {
    if (unit != null) {
      throw new IllegalStateException("windows of " + this + " are not of numbers");
    }
    return start.add(BigDecimal.valueOf(step));
  }

  private static ZonedDateTime floor(ZonedDateTime at, ChronoUnit unit) {
    return switch (unit) {
      case DAYS -> at.truncatedTo(ChronoUnit.DAYS);
      case WEEKS ->
          at.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHS -> at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      default -> at.truncatedTo(unit);
    };
  }

  /** The length in words: {@code 7 days}, {@code 100 numbers}. */
  @Override
  public String toString() {
    return step + " " + (unit == null ? "numbers" : unit.name().toLowerCase(Locale.ROOT));
  }
}
