package dev.javacdk.testkit.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All texts that a value may be masked as: of its length, with a letter where it has one, of the
 * same case and alphabet, a digit where it has one, and all else as it is. The value itself is
 * among them. What has the form of a JSON number stays one.
 */
final class MaskPattern {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*+)(?:\\.\\d++)?+(?:[eE][+-]?\\d++)?+");
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  /** So many code units beyond ASCII, from a multiple of it on, are taken for one alphabet. */
  private static final int ALPHABET = 64;

  /** For each place what may stand there, by rising code unit. */
  private final List<String> choices;

  private MaskPattern(List<String> choices) {
    this.choices = choices;
  }

  static MaskPattern of(String value) {
    boolean number = isNumber(value);
    List<String> choices = new ArrayList<>(value.length());
    for (int i = 0; i < value.length(); i++) {
      choices.add(number ? inNumber(value, i) : inText(value, i));
    }
    return new MaskPattern(choices);
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** Whether a text is one of them. */
  boolean allows(String text) {
    boolean allowed = text.length() == choices.size();
    for (int i = 0; allowed && i < text.length(); i++) {
      allowed = choices.get(i).indexOf(text.charAt(i)) >= 0;
    }
    return allowed;
  }

  /**
   * The smallest of them that is greater than a text; the smallest of all where there is none. Of
   * two that are greater, the one that shares more of its beginning with the text is smaller.
   *
   * @throws IllegalStateException if none is greater
   */
  String above(@Nullable String text) {
    if (text == null) {
      return smallestFrom(new StringBuilder());
    }
    int shared = 0;
    while (shared < text.length()
        && shared < choices.size()
        && choices.get(shared).indexOf(text.charAt(shared)) >= 0) {
      shared++;
    }
    if (shared == text.length() && shared < choices.size()) {
      return smallestFrom(new StringBuilder(text));
    }
    for (int at = Math.min(shared, text.length() - 1); at >= 0; at--) {
      String choice = at < choices.size() ? choices.get(at) : "";
      for (int i = 0; i < choice.length(); i++) {
        if (choice.charAt(i) > text.charAt(at)) {
          return smallestFrom(new StringBuilder(text.substring(0, at)).append(choice.charAt(i)));
        }
      }
    }
    throw new IllegalStateException("no mask is above that of the value before");
  }

  private String smallestFrom(StringBuilder start) {
    while (start.length() < choices.size()) {
      start.append(choices.get(start.length()).charAt(0));
    }
    return start.toString();
  }

  private static String inNumber(String value, int at) {
    char own = value.charAt(at);
    boolean first = at == 0 || (at == 1 && value.charAt(0) == '-');
    if (first && own >= '1' && own <= '9') {
      return DIGITS.substring(1);
    }
    // A zero that leads stands alone, or before a point.
    return own >= '0' && own <= '9' ? DIGITS : Character.toString(own);
  }

  private static String inText(String value, int at) {
    char own = value.charAt(at);
    if (own >= 'a' && own <= 'z') {
      return LOWER;
    }
    if (own >= 'A' && own <= 'Z') {
      return UPPER;
    }
    if (own >= '0' && own <= '9') {
      return DIGITS;
    }
    boolean pair = at > 0 && Character.isSurrogatePair(value.charAt(at - 1), own);
    int point = pair ? Character.toCodePoint(value.charAt(at - 1), own) : own;
    return own >= 128 && Character.isLetterOrDigit(point)
        ? alphabet(point)
        : Character.toString(own);
  }

  /** The last code units of the letters of a kind that are near this one, itself among them. */
  private static String alphabet(int point) {
    StringBuilder alphabet = new StringBuilder();
    int first = point - point % ALPHABET;
    for (int other = first; other < first + ALPHABET; other++) {
      if (Character.getType(other) == Character.getType(point)) {
        char[] units = Character.toChars(other);
        alphabet.append(units[units.length - 1]);
      }
    }
    return alphabet.toString();
  }
}
