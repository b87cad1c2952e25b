package dev.javacdk.manifest.expression;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** ISO 8601, as much of it as the library reads that Python's kit uses. */
final class IsoDates {

  private static final int MIDNIGHT = 24;

  private final String text;
  private int pos;

  private IsoDates(String text) {
    this.text = text;
  }

  /** A time as it stands in the text; without a zone where none is said. */
  static Moment parse(String text) {
    try {
      return new IsoDates(text).moment();
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new Failure("the text is not a date of ISO 8601");
    }
  }

  private Moment moment() {
    LocalDate date = date();
    if (pos >= text.length()) {
      return new Moment(date.atStartOfDay(), null);
    }
    pos++;
    return time(date);
  }

  private LocalDate date() {
    int year = digits(0, 4);
    boolean dashes = text.startsWith("-", 4);
    pos = dashes ? 5 : 4;
    if (text.length() == 4) {
      return LocalDate.of(year, 1, 1);
    }
    if (text.startsWith("W", pos)) {
      return week(year, dashes);
    }
    if (isOrdinal(dashes)) {
      pos += 3;
      return LocalDate.ofYearDay(year, digits(pos - 3, pos));
    }
    int month = digits(pos, pos + 2);
    pos += 2;
    if (pos >= text.length() && dashes) {
      return LocalDate.of(year, month, 1);
    }
    if (dashes) {
      require(text.startsWith("-", pos++));
    }
    pos += 2;
    return LocalDate.of(year, month, digits(pos - 2, pos));
  }

  private boolean isOrdinal(boolean dashes) {
    int end = pos;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return dashes ? end - pos >= 3 : end - pos == 3;
  }

  private LocalDate week(int year, boolean dashes) {
    int week = digits(pos + 1, pos + 3);
    pos += 3;
    int day = 1;
    if (pos < text.length()) {
      require(text.startsWith("-", pos) == dashes);
      pos += dashes ? 1 : 0;
      day = digits(pos, pos + 1);
      pos++;
    }
    require(week >= 1 && week <= 53 && day >= 1 && day <= 7);
    return LocalDate.of(year, 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1)
        .with(DayOfWeek.MONDAY)
        .plusDays((week - 1) * 7L + day - 1);
  }

  private Moment time(LocalDate date) {
    require(text.length() - pos >= 2);
    int[] parts = new int[3];
    int nanos = 0;
    boolean colons = false;
    ZoneOffset zone = null;
    for (int i = 0; i < 4 && pos < text.length(); i++) {
      if ("+-Zz".indexOf(text.charAt(pos)) >= 0) {
        break;
      }
      if (i == 3) {
        nanos = fraction();
        break;
      }
      if (i == 1 && text.charAt(pos) == ':') {
        colons = true;
        pos++;
      } else if (i == 2 && colons) {
        require(text.charAt(pos++) == ':');
      }
      int end = Math.min(text.length(), pos + 2);
      parts[i] = digits(pos, end);
      pos = end;
    }
    if (pos < text.length()) {
      zone = zone();
    }
    boolean midnight = parts[0] == MIDNIGHT && parts[1] == 0 && parts[2] == 0 && nanos == 0;
    LocalTime time = LocalTime.of(midnight ? 0 : parts[0], parts[1], parts[2], nanos);
    return new Moment(LocalDateTime.of(midnight ? date.plusDays(1) : date, time), zone);
  }

  private int fraction() {
    require(text.charAt(pos) == '.' || text.charAt(pos) == ',');
    int start = ++pos;
    while (pos < text.length() && text.charAt(pos) >= '0' && text.charAt(pos) <= '9') {
      pos++;
    }
    require(pos > start);
    String micros = text.substring(start, Math.min(pos, start + 6));
    return Integer.parseInt(micros + "0".repeat(9 - micros.length()));
  }

  private @Nullable ZoneOffset zone() {
    String rest = text.substring(pos);
    if (rest.equals("Z") || rest.equals("z")) {
      return ZoneOffset.UTC;
    }
    int sign = rest.charAt(0) == '-' ? -1 : 1;
    require(rest.charAt(0) == '-' || rest.charAt(0) == '+');
    require(rest.length() == 3 || rest.length() == 5 || rest.length() == 6);
    int hours = digits(pos + 1, pos + 3);
    int from = pos + (rest.startsWith(":", 3) ? 4 : 3);
    int minutes = rest.length() == 3 ? 0 : digits(from, text.length());
    require(hours < 24 && minutes < 60);
    return ZoneOffset.ofTotalSeconds(sign * (hours * 60 + minutes) * 60);
  }

  private int digits(int from, int to) {
    String part = text.substring(from, to);
    require(!part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9'));
    return Integer.parseInt(part);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new DateTimeException("not ISO 8601");
    }
  }
}
