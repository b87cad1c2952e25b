package dev.javacdk.core.walk;

import static java.util.Objects.requireNonNullElse;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the values of a cursor field as they stand in states, whoever wrote them: in the form of
 * the records, which is kept to the letter; else in the usual forms of the cursor's own kind, which
 * become that of the records. A point in time is ISO 8601, with or without time and offset, or a
 * number since 1970, whose digits tell its unit; a number is a number or its text, and never a
 * date.
 */
public final class StateValues {

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)(?:[Tt ](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?) ?([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?)?");

  private static final Instant YEAR_10000 = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** Beyond, a look-back or a window would leave what can be counted. */
  private static final long FARTHEST = 100_000L * 365 * 86_400;

  /** What is longer when it is written out is no number that grows. */
  private static final int MOST_DIGITS = 1_000;

  private StateValues() {}

  /**
   * The value as text, in the form of the records; null where it is missing, null or blank.
   *
   * @param of whose state it is in, for messages
   * @throws ConfigError where it is not of the cursor's kind, or not clear
   */
  public static @Nullable String read(Cursor cursor, @Nullable JsonNode value, String of) {
    String text = cursor.values().textOf(value);
    if (text == null || value == null) {
      return null;
    }
    if (value.isContainer() || value.isBoolean()) {
      throw unclear(cursor, text, of, "expected a value of this " + cursor);
    }
    return cursor.values().isInstant() ? instant(cursor, text, of) : other(cursor, text, of);
  }

  private static String other(Cursor cursor, String text, String of) {
    Object known;
    try {
      known = cursor.values().order(text);
    } catch (SystemError e) {
      throw new ConfigError("the state of " + of + " cannot be read: " + e.getMessage(), e);
    }
    if (known instanceof BigDecimal number && isLong(number)) {
      throw unclear(cursor, text, of, "expected a number of less than 1,000 digits");
    }
    return text;
  }

  private static boolean isLong(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS;
  }

  private static String instant(Cursor cursor, String text, String of) {
    ConfigError refused;
    try {
      Instant own = cursor.values().instantOf(text);
      if (!own.isAfter(YEAR_10000) && !isFar(own)) {
        return text;
      }
      refused = unclear(cursor, text, of, "expected a point in time that can be");
    } catch (SystemError e) {
      refused = new ConfigError("the state of " + of + " cannot be read: " + e.getMessage(), e);
    }
    Instant usual = usual(cursor, text.strip());
    if (usual == null) {
      throw refused;
    }
    return cursor.values().like(text.strip().replace(' ', 'T')).textOf(usual);
  }

  private static boolean isFar(Instant at) {
    return Math.abs(at.getEpochSecond()) > FARTHEST;
  }

  /** What is meant by a usual form; null where it is none. */
  private static @Nullable Instant usual(Cursor cursor, String text) {
    try {
      Matcher iso = ISO.matcher(text);
      return iso.matches() ? iso(iso, cursor.values().zone()) : sinceEpoch(new BigDecimal(text));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static Instant iso(Matcher iso, ZoneId zone) {
    String time = requireNonNullElse(iso.group(2), "00:00").replace(',', '.');
    LocalDateTime at = LocalDateTime.parse(iso.group(1) + "T" + time);
    String offset = iso.group(3);
    if (offset == null) {
      return at.atZone(zone).toInstant();
    }
    return at.toInstant(offset.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(offset));
  }

  /** Of 10 digits seconds, of 13 milliseconds, of 16 microseconds; null of any other number. */
  private static @Nullable Instant sinceEpoch(BigDecimal number) {
    if (isLong(number)) {
      return null;
    }
    int unit =
        switch (number.toBigInteger().abs().toString().length()) {
          case 10 -> 0;
          case 13 -> 3;
          case 16 -> 6;
          default -> -1;
        };
    if (unit < 0) {
      return null;
    }
    BigDecimal nanos = number.scaleByPowerOfTen(9 - unit);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue());
  }

  private static ConfigError unclear(Cursor cursor, String text, String of, String expected) {
    return new ConfigError(
        "the state of %s cannot be read: cursor field '%s' holds '%s': %s"
            .formatted(of, cursor.field(), text, expected));
  }
}
