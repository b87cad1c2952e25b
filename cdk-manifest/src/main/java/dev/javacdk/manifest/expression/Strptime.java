package dev.javacdk.manifest.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Times read by the patterns of C, with what Python takes for each of them. */
final class Strptime {

  private static final int MOST_PATTERN = 1_000;
  private static final int CENTURY_TURN = 69;

  private final Pattern pattern;
  private final Set<Character> directives = new HashSet<>();

  private Strptime(String format) {
    if (format.length() > MOST_PATTERN) {
      throw new Failure("a date format longer than " + MOST_PATTERN + ", which is the bound");
    }
    this.pattern = Pattern.compile("(?i)" + regex(format));
  }

  static Strptime of(String format) {
    return new Strptime(format);
  }

  private String regex(String format) {
    StringBuilder out = new StringBuilder();
    for (int pos = 0; pos < format.length(); pos++) {
      char c = format.charAt(pos);
      if (Character.isWhitespace(c)) {
        while (pos + 1 < format.length() && Character.isWhitespace(format.charAt(pos + 1))) {
          pos++;
        }
        out.append("\\s+");
      } else if (c != '%') {
        out.append(Pattern.quote(String.valueOf(c)));
      } else if (++pos < format.length()) {
        out.append(directive(format.charAt(pos)));
      } else {
        throw new Failure("the date format ends with a single %");
      }
    }
    return out.toString();
  }

  private String directive(char kind) {
    return switch (kind) {
      case '%' -> "%";
      case 'c' -> regex("%a %b %d %H:%M:%S %Y");
      case 'x' -> regex("%m/%d/%y");
      case 'X' -> regex("%H:%M:%S");
      default -> {
        if (!directives.add(kind)) {
          throw new Failure("%" + kind + " stands twice in a date format");
        }
        yield "(?P<" + kind + ">" + alternatives(kind) + ")";
      }
    };
  }

  private static String alternatives(char kind) {
    return switch (kind) {
      case 'Y' -> "\\d\\d\\d\\d";
      case 'y' -> "\\d\\d";
      case 'm' -> "1[0-2]|0[1-9]|[1-9]";
      case 'd' -> "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]";
      case 'H' -> "2[0-3]|[0-1]\\d|\\d";
      case 'I' -> "1[0-2]|0[1-9]|[1-9]";
      case 'M' -> "[0-5]\\d|\\d";
      case 'S' -> "6[0-1]|[0-5]\\d|\\d";
      case 'f' -> "[0-9]{1,6}";
      case 'j' -> "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]";
      case 'p' -> "am|pm";
      case 'z' -> "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)";
      case 'Z' -> "utc|gmt";
      case 'w' -> "[0-6]";
      case 'a' -> "mon|tue|wed|thu|fri|sat|sun";
      case 'A' -> "wednesday|saturday|thursday|tuesday|monday|friday|sunday";
      case 'b' -> months(TextStyle.SHORT);
      case 'B' -> months(TextStyle.FULL);
      default -> throw new Failure("%" + kind + " is not supported in a format to read dates by");
    };
  }

  private static String months(TextStyle style) {
    StringBuilder out = new StringBuilder();
    for (Month month : Month.values()) {
      out.append(out.isEmpty() ? "" : "|").append(month.getDisplayName(style, Locale.ENGLISH));
    }
    return out.toString();
  }

  Moment parse(String text) {
    Matcher found = pattern.matcher(text);
    if (!found.lookingAt() || found.end() != text.length()) {
      throw new Failure("the text does not fit the date format");
    }
    try {
      int year = number(found, 'Y', number(found, 'y', 1900));
      int full = directives.contains('Y') || !directives.contains('y') ? year : century(year);
      LocalDate date =
          directives.contains('j')
              ? LocalDate.ofYearDay(full, number(found, 'j', 1))
              : LocalDate.of(full, month(found), number(found, 'd', 1));
      LocalDateTime time =
          date.atTime(hour(found), number(found, 'M', 0), number(found, 'S', 0), nanos(found));
      return new Moment(time, zone(found));
    } catch (DateTimeException e) {
      throw new Failure("there is no such date");
    }
  }

  private static int century(int year) {
    return year < CENTURY_TURN ? 2000 + year : 1900 + year;
  }

  private int number(Matcher found, char kind, int otherwise) {
    String text = group(found, kind);
    return text == null ? otherwise : Integer.parseInt(text.strip());
  }

  private @Nullable String group(Matcher found, char kind) {
    return directives.contains(kind) ? found.group(String.valueOf(kind)) : null;
  }

  private int month(Matcher found) {
    String name = group(found, directives.contains('B') ? 'B' : 'b');
    if (name == null) {
      return number(found, 'm', 1);
    }
    for (Month month : Month.values()) {
      String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      if (full.regionMatches(true, 0, name, 0, 3)) {
        return month.getValue();
      }
    }
    throw new DateTimeException("no month");
  }

  private int hour(Matcher found) {
    if (!directives.contains('I')) {
      return number(found, 'H', 0);
    }
    int hour = number(found, 'I', 12) % 12;
    return "pm".equalsIgnoreCase(group(found, 'p')) ? hour + 12 : hour;
  }

  private int nanos(Matcher found) {
    String fraction = group(found, 'f');
    return fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(9 - fraction.length()));
  }

  private @Nullable ZoneOffset zone(Matcher found) {
    String text = group(found, 'z');
    if (text == null) {
      return null;
    }
    if (text.equals("Z")) {
      return ZoneOffset.UTC;
    }
    String digits = text.replace(":", "");
    int seconds =
        Integer.parseInt(digits.substring(1, 3)) * 3600
            + Integer.parseInt(digits.substring(3, 5)) * 60
            + (digits.length() > 6 ? Integer.parseInt(digits.substring(5, 7)) : 0);
    return ZoneOffset.ofTotalSeconds(text.startsWith("-") ? -seconds : seconds);
  }
}
