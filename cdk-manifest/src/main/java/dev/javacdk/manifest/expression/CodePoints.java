package dev.javacdk.manifest.expression;

import java.util.List;

/** Texts counted as Python counts them: a character beyond the basic plane is one. */
final class CodePoints {

  private CodePoints() {}

  static int length(String text, Meter meter) {
    meter.spend(text.length() / 64);
    return text.codePointCount(0, text.length());
  }

  static String cut(String text, int from, int to, Meter meter) {
    meter.spend(to - from);
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  static String pick(String text, List<Integer> places, Meter meter) {
    meter.spend(text.length());
    int[] all = text.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    places.forEach(place -> out.appendCodePoint(all[place]));
    return out.toString();
  }

  /** White space as Python sees it. */
  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
