package dev.javacdk.core.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text that is recognised however it is written: each of its characters as it is, or as JSON,
 * URLs or HTML write it, in any mixture. Immutable; safe for use by many threads.
 */
final class Writing {

  private static final int NOT_THERE = -1;

  /** For each character, the ways to write it. */
  private final List<String[]> characters;

  private final boolean wholeWords;

  /** Whatever of it is found begins with one of these. */
  private final Set<Character> beginnings = new LinkedHashSet<>();

  private Writing(List<String[]> characters, boolean wholeWords) {
    this.characters = characters;
    this.wholeWords = wholeWords;
    for (String way : characters.get(0)) {
      beginnings.add(way.charAt(0));
    }
  }

  /**
   * This text.
   *
   * @param wholeWords whether it counts only where no letter or digit stands beside it
   */
  static Writing of(String text, boolean wholeWords) {
    List<String[]> characters = new ArrayList<>();
    text.codePoints().forEach(character -> characters.add(ways(character).toArray(String[]::new)));
    return new Writing(characters, wholeWords);
  }

  /** Text of base64, of either alphabet. */
  static Writing ofBase64(String text) {
    List<String[]> characters = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      Set<String> ways = ways(character);
      if (character == '+') {
        ways.add("-");
      } else if (character == '/') {
        ways.add("_");
      }
      characters.add(ways.toArray(String[]::new));
    }
    return new Writing(characters, false);
  }

  /** The characters with which it may begin. */
  Set<Character> beginnings() {
    return beginnings;
  }

  /** Where it ends at the latest, if it begins there; negative where it does not. */
  int end(String text, int start) {
    if (wholeWords && start > 0 && isWord(text.codePointBefore(start))) {
      return NOT_THERE;
    }
    // A backslash may be one character or half of one, so several ends are followed at a time.
    List<Integer> ends = List.of(start);
    for (String[] ways : characters) {
      ends = ends(text, ends, ways);
      if (ends.isEmpty()) {
        return NOT_THERE;
      }
    }
    int last = ends.stream().max(Comparator.naturalOrder()).orElse(NOT_THERE);
    return wholeWords && last < text.length() && isWord(text.codePointAt(last)) ? NOT_THERE : last;
  }

  private static List<Integer> ends(String text, List<Integer> starts, String[] ways) {
    if (starts.size() == 1 && ways.length == 1) {
      int start = starts.get(0);
      return text.startsWith(ways[0], start) ? List.of(start + ways[0].length()) : List.of();
    }
    List<Integer> ends = new ArrayList<>(1);
    for (int start : starts) {
      for (String way : ways) {
        int end = start + way.length();
        if (text.regionMatches(!way.equals(ways[0]), start, way, 0, way.length())
            && !ends.contains(end)) {
          ends.add(end);
        }
      }
    }
    return ends;
  }

  private static boolean isWord(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  /** The character itself first; of the others the case of their letters says nothing. */
  private static Set<String> ways(int character) {
    Set<String> ways = new LinkedHashSet<>();
    String itself = Character.toString(character);
    ways.add(itself);
    if (character < 128 && Character.isLetterOrDigit(character)) {
      return ways;
    }
    json(character, itself, ways);
    url(itself, ways);
    ways.add("&#" + character + ";");
    ways.add("&#x" + Integer.toHexString(character) + ";");
    switch (character) {
      case ' ' -> ways.add("+");
      case '&' -> ways.add("&amp;");
      case '<' -> ways.add("&lt;");
      case '>' -> ways.add("&gt;");
      case '"' -> ways.add("&quot;");
      case '\'' -> ways.addAll(List.of("&apos;", "&#039;"));
      default -> {}
    }
    return ways;
  }

  private static void json(int character, String itself, Set<String> ways) {
    StringBuilder escaped = new StringBuilder();
    itself.chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\u%04x", unit)));
    ways.add(escaped.toString());
    switch (character) {
      case '"', '\\', '/' -> ways.add("\\" + itself);
      case '\n' -> ways.add("\\n");
      case '\r' -> ways.add("\\r");
      case '\t' -> ways.add("\\t");
      case '\b' -> ways.add("\\b");
      case '\f' -> ways.add("\\f");
      default -> {}
    }
  }

  /** As UTF-8, and once more, as a link inside a link is written. */
  private static void url(String itself, Set<String> ways) {
    StringBuilder once = new StringBuilder();
    StringBuilder twice = new StringBuilder();
    for (byte octet : itself.getBytes(StandardCharsets.UTF_8)) {
      once.append(String.format(Locale.ROOT, "%%%02X", octet));
      twice.append(String.format(Locale.ROOT, "%%25%02X", octet));
    }
    ways.add(once.toString());
    ways.add(twice.toString());
  }
}
