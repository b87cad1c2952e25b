package dev.javacdk.api.cursor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an API writes the values of a cursor field: what they are, and how. Immutable.
 */
sealed interface ValueForm {

  /** What they are, in a word. */
  String kind();

  /** Whether they stand in JSON as numbers. */
  boolean isNumber();

  /** What a value should look like, for messages. */
  String expected();

  /**
   * What a value is; text that is none is refused by {@link DateTimeException} or {@link
   * NumberFormatException}.
   */
  Comparable<?> order(String value);

  /** The same values, of which those that are computed are written as this one is. */
  default ValueForm like(String value) {
    return this;
  }

  /** Numbers that only grow. */
  record Numbers() implements ValueForm {
    @Override
    public String kind() {
      return "number";
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public String expected() {
      return "expected a number";
    }

    @Override
    public Comparable<?> order(String value) {
      return new BigDecimal(value);
    }
  }

  /** Text that only grows, in the order of its UTF-16 units. */
  record Texts() implements ValueForm {
    @Override
    public String kind() {
      return "text";
    }

    @Override
    public boolean isNumber() {
      return false;
    }

    @Override
    public String expected() {
      return "expected text";
    }

    @Override
    public Comparable<?> order(String value) {
      return value;
    }
  }

  /** Points in time. */
  sealed interface Instants extends ValueForm {

    @Override
    default String kind() {
      return "instant";
    }

    /** The point in time that a value stands for. */
    Instant instant(String value);

    /**
     * Writes a point in time; never as a later one, where the form cannot say it exactly.
     *
     * @param mostDigits no more digits of a second than this, where digits are written
     */
    String text(Instant instant, int mostDigits);

    /** The zone in which days begin. */
    ZoneId zone();

    @Override
    default Comparable<?> order(String value) {
      return instant(value);
    }
  }

  /** ISO 8601, with a zone or offset unless one is given here. */
  record Iso(@Nullable ZoneId missing, IsoForm form) implements Instants {

    static Iso of(@Nullable ZoneId missing) {
      return new Iso(missing, missing == null ? IsoForm.UTC : IsoForm.LOCAL);
    }

    @Override
    public Iso like(String value) {
      return new Iso(missing, form.like(value));
    }

    /** An offset as ISO's basic form writes it, behind a time of the extended form. */
    private static final java.util.regex.Pattern SHORT_OFFSET =
        java.util.regex.Pattern.compile("(.*T.*)([+-]\\d\\d)(\\d\\d)?");

    @Override
    public boolean isNumber() {
      return false;
    }

    @Override
    public String expected() {
      return missing == null
          ? "expected an ISO 8601 date and time with a zone, as 2026-08-01T00:00:00Z; where the API writes none, say zone(...)"
          : "expected an ISO 8601 date and time, as 2026-08-01T00:00:00";
    }

    @Override
    public Instant instant(String value) {
      Instant utc = UtcInstant.read(value);
      if (utc != null) {
        return utc;
      }
      String extended = withColon(value);
      if (missing == null) {
        return DateTimeFormatter.ISO_DATE_TIME.parse(extended, Instant::from);
      }
      return Pattern.instant(
          value.length() == 10
              ? DateTimeFormatter.ISO_LOCAL_DATE.parse(value, LocalDate::from)
              : DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  extended, ZonedDateTime::from, LocalDateTime::from),
          missing);
    }

    /** {@code +0530} and {@code +05} as {@code +05:30} and {@code +05:00}. */
    private static String withColon(String value) {
      Matcher offset = SHORT_OFFSET.matcher(value);
      if (!offset.matches()) {
        return value;
      }
      String minutes = offset.group(3) == null ? "00" : offset.group(3);
      return offset.group(1) + offset.group(2) + ":" + minutes;
    }

    @Override
    public String text(Instant instant, int mostDigits) {
      return form.text(instant, missing, mostDigits);
    }

    @Override
    public ZoneId zone() {
      return missing == null ? ZoneOffset.UTC : missing;
    }
  }

  /** A form of the API's own. */
  record Pattern(String pattern, DateTimeFormatter formatter, ZoneId zone) implements Instants {

    static Pattern of(String pattern, ZoneId zone) {
      return new Pattern(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ROOT), zone);
    }

    /** Two formatters of one pattern are not equal, but mean the same. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pattern same
          && pattern.equals(same.pattern)
          && zone.equals(same.zone);
    }

    @Override
    public int hashCode() {
      return 31 * pattern.hashCode() + zone.hashCode();
    }

    @Override
    public boolean isNumber() {
      return false;
    }

    @Override
    public String expected() {
      return "expected the form '" + pattern + "'";
    }

    @Override
    public Instant instant(String value) {
      return instant(
          formatter.parseBest(
              value,
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from),
          zone);
    }

    static Instant instant(TemporalAccessor parsed, ZoneId zone) {
      if (parsed instanceof LocalDateTime local) {
        return local.atZone(zone).toInstant();
      }
      return parsed instanceof LocalDate day
          ? day.atStartOfDay(zone).toInstant()
          : Instant.from(parsed);
    }

    @Override
    public String text(Instant instant, int mostDigits) {
      return formatter.format(instant.atZone(zone));
    }
  }

  /** Numbers of units since 1970; {@code digits} is 0 of seconds, 3 of milliseconds, 6 of micro. */
  record Epoch(int digits) implements Instants {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    /** Before the point; more would be longer ago than the universe. */
    private static final int MOST_DIGITS = 30;

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public String expected() {
      return "expected a number of %s since 1970"
          .formatted(digits == 0 ? "seconds" : digits == 3 ? "milliseconds" : "microseconds");
    }

    @Override
    public Instant instant(String value) {
      BigDecimal number = new BigDecimal(value);
      if (number.precision() - number.scale() > MOST_DIGITS) {
        throw new DateTimeException(value + " is too far from 1970");
      }
      BigDecimal[] parts =
          number
              .scaleByPowerOfTen(-digits)
              .setScale(9, RoundingMode.FLOOR)
              .divideAndRemainder(BigDecimal.ONE);
      try {
        return Instant.ofEpochSecond(
            parts[0].longValueExact(), parts[1].multiply(NANOS).longValueExact());
      } catch (ArithmeticException e) {
        throw new DateTimeException(value + " is too far from 1970", e);
      }
    }

    @Override
    public String text(Instant instant, int mostDigits) {
      return BigDecimal.valueOf(instant.getEpochSecond())
          .add(BigDecimal.valueOf(instant.getNano(), 9))
          .scaleByPowerOfTen(digits)
          .setScale(0, RoundingMode.FLOOR)
          .toPlainString();
    }

    @Override
    public ZoneId zone() {
      return ZoneOffset.UTC;
    }
  }
}
