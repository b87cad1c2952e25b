package dev.javacdk.manifest.load;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a date or a time of YAML 1.1: in the form of ISO 8601 in which Python's own objects
 * are written into JSON. Pure.
 */
final class YamlTimestamps {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
              + "(([Tt]|[ \\t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})"
              + "(\\.(?<fraction>[0-9]*))?"
              + "([ \\t]*(?<zone>Z|(?<sign>[-+])(?<zh>[0-9]{1,2})(:(?<zm>[0-9]{2}))?))?)?");

  private YamlTimestamps() {}

  /**
   * {@code 2024-01-31} as it is, {@code 2024-01-31 5:00:00Z} as {@code 2024-01-31T05:00:00+00:00}.
   *
   * @throws IllegalArgumentException where there is no such day or time
   */
  static String iso(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no date or time");
    }
    try {
      LocalDate date =
          LocalDate.of(number(found, "year"), number(found, "month"), number(found, "day"));
      if (date.getYear() == 0) {
        throw new DateTimeException("there is no year 0");
      }
      return found.group("hour") == null ? date.toString() : date + "T" + time(found);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no date or time: " + e.getMessage() + "; put it in quotes", e);
    }
  }

  private static String time(Matcher found) {
    LocalTime time =
        LocalTime.of(number(found, "hour"), number(found, "minute"), number(found, "second"));
    String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    return seconds + fraction(found.group("fraction")) + zone(found);
  }

  /** Six digits, or none where they are zeros. */
  private static String fraction(@Nullable String digits) {
    if (digits == null) {
      return "";
    }
    String six = (digits + "000000").substring(0, 6);
    return six.equals("000000") ? "" : "." + six;
  }

  private static String zone(Matcher found) {
    if (found.group("zone") == null) {
      return "";
    }
    if (found.group("sign") == null) {
      return "+00:00";
    }
    int hours = number(found, "zh");
    int minutes = hours * 60 + (found.group("zm") == null ? 0 : number(found, "zm"));
    if (minutes >= 24 * 60) {
      throw new DateTimeException("an offset is less than a day");
    }
    String sign = minutes == 0 ? "+" : found.group("sign");
    return "%s%02d:%02d".formatted(sign, minutes / 60, minutes % 60);
  }

  private static int number(Matcher found, String name) {
    return Integer.parseInt(found.group(name));
  }
}
