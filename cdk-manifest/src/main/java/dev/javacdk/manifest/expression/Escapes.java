package dev.javacdk.manifest.expression;

import org.jspecify.annotations.Nullable;

/** Backslashes in a text literal. */
final class Escapes {

  private static final String SIMPLE = "\\'\"abfnrtv";
  private static final String MEANING = "\\'\"\u0007\b\f\n\r\t\u000b";

  private Escapes() {}

  /** What stands between the quotes, decoded; null where an escape is cut short. */
  static @Nullable String decode(String inside) {
    if (inside.indexOf('\\') < 0) {
      return inside;
    }
    StringBuilder out = new StringBuilder();
    int pos = 0;
    while (pos < inside.length()) {
      char c = inside.charAt(pos);
      if (c != '\\') {
        out.append(c);
        pos++;
        continue;
      }
      pos = escape(inside, pos + 1, out);
      if (pos < 0) {
        return null;
      }
    }
    return out.toString();
  }

  /** Reads what follows a backslash; returns where it ends, or -1. */
  private static int escape(String inside, int pos, StringBuilder out) {
    if (pos >= inside.length()) {
      return -1;
    }
    char kind = inside.charAt(pos);
    int simple = SIMPLE.indexOf(kind);
    if (simple >= 0) {
      out.append(MEANING.charAt(simple));
      return pos + 1;
    }
    if (kind >= '0' && kind <= '7') {
      return octal(inside, pos, out);
    }
    return switch (kind) {
      case '\n' -> pos + 1;
      case 'x' -> hex(inside, pos + 1, 2, out);
      case 'u' -> hex(inside, pos + 1, 4, out);
      case 'U' -> hex(inside, pos + 1, 8, out);
      case 'N' -> -1;
      default -> {
        out.append('\\').append(kind);
        yield pos + 1;
      }
    };
  }

  private static int octal(String inside, int start, StringBuilder out) {
    int value = 0;
    int pos = start;
    while (pos < inside.length()
        && pos < start + 3
        && inside.charAt(pos) >= '0'
        && inside.charAt(pos) <= '7') {
      value = value * 8 + inside.charAt(pos++) - '0';
    }
    out.append((char) value);
    return pos;
  }

  private static int hex(String inside, int from, int digits, StringBuilder out) {
    if (from + digits > inside.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(inside.charAt(i), 16);
      if (digit < 0 || inside.charAt(i) > 'f') {
        return -1;
      }
      value = value * 16 + digit;
    }
    if (value < 0 || value > Character.MAX_CODE_POINT) {
      return -1;
    }
    out.appendCodePoint(value);
    return from + digits;
  }
}
