package dev.javacdk.api.cursor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one form in which nearly all APIs write points in time, {@code 2026-08-01T12:34:56Z}
 * with or without a fraction: it is read several times a record, and the JDK's formatters take a
 * microsecond and a kilobyte for it.
 */
final class UtcInstant {

  private static final String FORM = "dddd-dd-ddTdd:dd:dd";
  private static final int MOST = FORM.length() + ".123456789Z".length();

  private UtcInstant() {}

  /** The point in time; null where the text is in any other form, or stands for none. */
  static @Nullable Instant read(String text) {
    int end = text.length() - 1;
    if (end < FORM.length() || end >= MOST || text.charAt(end) != 'Z' || !hasForm(text)) {
      return null;
    }
    int nanos = 0;
    if (end > FORM.length()) {
      nanos = nanos(text, end);
      if (nanos < 0) {
        return null;
      }
    }
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    int year = number(text, 0, 4);
    if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
  }

  private static boolean hasForm(String text) {
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char there = text.charAt(i);
      if (wanted == 'd' ? !isDigit(there) : there != wanted) {
        return false;
      }
    }
    return true;
  }

  /** The fraction behind the seconds in nanoseconds; negative where it is none. */
  private static int nanos(String text, int end) {
    int digits = end - FORM.length() - 1;
    if (digits == 0 || text.charAt(FORM.length()) != '.') {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < 9; i++) {
      char digit = i < digits ? text.charAt(FORM.length() + 1 + i) : '0';
      if (!isDigit(digit)) {
        return -1;
      }
      nanos = nanos * 10 + digit - '0';
    }
    return nanos;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
