package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts taken apart. */
final class TextParts {

  private TextParts() {}

  static Object split(String self, boolean fromRight, Args args, Meter meter) {
    Object separator = args.maybe(0, "sep");
    int most = args.integer(1, "maxsplit", -1);
    int left = most < 0 ? Integer.MAX_VALUE : most;
    meter.spend(self.length());
    List<Object> parts;
    if (separator == null || separator == None.NONE) {
      parts = fromRight ? bySpaceFromRight(self, left) : bySpace(self, left);
    } else {
      String text = Values.text(separator, "'sep'");
      if (text.isEmpty()) {
        throw new Failure("the separator is empty");
      }
      parts = fromRight ? byFromRight(self, text, left) : by(self, text, left);
    }
    return new ListValue(parts);
  }

  private static List<Object> by(String self, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int at = self.indexOf(separator);
        at >= 0 && parts.size() < most;
        at = self.indexOf(separator, from)) {
      parts.add(self.substring(from, at));
      from = at + separator.length();
    }
    parts.add(self.substring(from));
    return parts;
  }

  private static List<Object> byFromRight(String self, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    int to = self.length();
    while (parts.size() < most) {
      int at = self.lastIndexOf(separator, to - separator.length());
      if (at < 0 || to < separator.length()) {
        break;
      }
      parts.add(self.substring(at + separator.length(), to));
      to = at;
    }
    parts.add(self.substring(0, to));
    Collections.reverse(parts);
    return parts;
  }

  private static List<Object> bySpace(String self, int most) {
    List<Object> parts = new ArrayList<>();
    int pos = skip(self, 0, true);
    while (pos < self.length()) {
      if (parts.size() >= most) {
        parts.add(self.substring(pos));
        break;
      }
      int end = skip(self, pos, false);
      parts.add(self.substring(pos, end));
      pos = skip(self, end, true);
    }
    return parts;
  }

  private static List<Object> bySpaceFromRight(String self, int most) {
    List<Object> all = bySpace(self, Integer.MAX_VALUE);
    if (all.size() <= most) {
      return all;
    }
    String reversed = new StringBuilder(self).reverse().toString();
    List<Object> parts = new ArrayList<>();
    for (Object part : bySpace(reversed, most)) {
      parts.add(new StringBuilder((String) part).reverse().toString());
    }
    Collections.reverse(parts);
    return parts;
  }

  private static int skip(String self, int from, boolean space) {
    int pos = from;
    while (pos < self.length() && CodePoints.isSpace(self.charAt(pos)) == space) {
      pos++;
    }
    return pos;
  }

  static Object lines(String self, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    int from = 0;
    for (int pos = 0; pos < self.length(); pos++) {
      if ("\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029".indexOf(self.charAt(pos)) >= 0) {
        int end = self.startsWith("\r\n", pos) ? pos + 2 : pos + 1;
        lines.add(self.substring(from, keepEnds ? end : pos));
        from = end;
        pos = end - 1;
      }
    }
    if (from < self.length()) {
      lines.add(self.substring(from));
    }
    return new ListValue(lines);
  }

  static Object partition(String self, String separator, boolean last) {
    if (separator.isEmpty()) {
      throw new Failure("the separator is empty");
    }
    int at = last ? self.lastIndexOf(separator) : self.indexOf(separator);
    if (at < 0) {
      return last ? Tuple.of("", "", self) : Tuple.of(self, "", "");
    }
    return Tuple.of(self.substring(0, at), separator, self.substring(at + separator.length()));
  }
}
