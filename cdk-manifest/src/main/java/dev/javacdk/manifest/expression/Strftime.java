package dev.javacdk.manifest.expression;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times written by the patterns of C, as Python on Linux writes them in the locale C. */
final class Strftime {

  private static final int MOST_PATTERN = 1_000;

  private Strftime() {}

  static String format(Moment moment, String pattern) {
    if (pattern.length() > MOST_PATTERN) {
      throw new Failure("a date format longer than " + MOST_PATTERN + ", which is the bound");
    }
    StringBuilder out = new StringBuilder();
    int pos = 0;
    while (pos < pattern.length()) {
      char c = pattern.charAt(pos++);
      if (c != '%' || pos >= pattern.length()) {
        out.append(c);
        continue;
      }
      int start = pos;
      char flag = pattern.charAt(pos);
      if ("-_0^".indexOf(flag) >= 0 && pos + 1 < pattern.length()) {
        pos++;
      } else {
        flag = ' ';
      }
      String text = directive(moment, pattern.charAt(pos++));
      out.append(text == null ? "%" + pattern.substring(start, pos) : flagged(text, flag));
    }
    return out.toString();
  }

  private static String flagged(String text, char flag) {
    return switch (flag) {
      case '-' -> text.replaceFirst("^[0 ]+(?=\\d)", "");
      case '_' -> text.replaceFirst("^0(?=\\d)", " ");
      case '^' -> text.toUpperCase(Locale.ROOT);
      case '0' -> text.replaceFirst("^ ", "0");
      default -> text;
    };
  }

  private static @Nullable String directive(Moment moment, char kind) {
    LocalDateTime t = moment.local();
    return switch (kind) {
      case 'Y' -> String.valueOf(t.getYear());
      case 'm' -> two(t.getMonthValue());
      case 'd' -> two(t.getDayOfMonth());
      case 'H' -> two(t.getHour());
      case 'M' -> two(t.getMinute());
      case 'S' -> two(t.getSecond());
      case 'f' -> "%06d".formatted(moment.micros());
      case 'z' -> moment.offset() == null ? "" : IsoText.zone(moment.offset()).replace(":", "");
      case 'Z' -> zoneName(moment);
      case 's' -> String.valueOf(t.toEpochSecond(ZoneOffset.UTC));
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> rarer(moment, t, kind);
    };
  }

  private static String zoneName(Moment moment) {
    if (moment.offset() == null) {
      return "";
    }
    return moment.offset().getTotalSeconds() == 0 ? "UTC" : "UTC" + IsoText.zone(moment.offset());
  }

  private static @Nullable String rarer(Moment moment, LocalDateTime t, char kind) {
    int hour = t.getHour() % 12 == 0 ? 12 : t.getHour() % 12;
    return switch (kind) {
      case 'y' -> two(t.getYear() % 100);
      case 'C' -> String.valueOf(t.getYear() / 100);
      case 'I' -> two(hour);
      case 'l' -> spaced(hour);
      case 'k' -> spaced(t.getHour());
      case 'e' -> spaced(t.getDayOfMonth());
      case 'j' -> "%03d".formatted(t.getDayOfYear());
      case 'p' -> t.getHour() < 12 ? "AM" : "PM";
      case 'P' -> t.getHour() < 12 ? "am" : "pm";
      case 'a' -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'D', 'x' -> format(moment, "%m/%d/%y");
      case 'F' -> format(moment, "%Y-%m-%d");
      case 'R' -> format(moment, "%H:%M");
      case 'T', 'X' -> format(moment, "%H:%M:%S");
      case 'r' -> format(moment, "%I:%M:%S %p");
      case 'c' -> format(moment, "%a %b %e %H:%M:%S %Y");
      case 'u' -> String.valueOf(t.getDayOfWeek().getValue());
      case 'w' -> String.valueOf(t.getDayOfWeek().getValue() % 7);
      case 'U' -> two((t.getDayOfYear() + 6 - t.getDayOfWeek().getValue() % 7) / 7);
      case 'W' -> two((t.getDayOfYear() + 6 - (t.getDayOfWeek().getValue() + 6) % 7) / 7);
      case 'V' -> two(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'G' -> String.valueOf(t.get(IsoFields.WEEK_BASED_YEAR));
      case 'g' -> two(t.get(IsoFields.WEEK_BASED_YEAR) % 100);
      default -> null;
    };
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private static String spaced(int number) {
    return number < 10 ? " " + number : String.valueOf(number);
  }
}
