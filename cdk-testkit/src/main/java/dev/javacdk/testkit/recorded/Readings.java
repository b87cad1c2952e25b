package dev.javacdk.testkit.recorded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with its escapes undone, in every way and up to three times over, so that what is searched
 * for is found however it is escaped: all of it or some characters, and in whatever case of hex.
 */
final class Readings {

  private static final int DEPTH = 3;
  private static final Pattern JSON_ESCAPE =
      Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|([\"\\\\/bfnrt]))");
  private static final Pattern BROKEN_LINES = Pattern.compile("[\\r\\n]+[ \\t]*");
  private static final Map<String, UnaryOperator<String>> WAYS = ways();

  private Readings() {}

  /** All that differ, by how they are written; the text itself is {@code plain}. */
  static Map<String, String> of(String text) {
    Map<String, String> byText = new LinkedHashMap<>();
    byText.put(text, "plain");
    List<String> latest = List.of(text);
    for (int depth = 0; depth < DEPTH; depth++) {
      List<String> next = new ArrayList<>();
      for (String read : latest) {
        String how = byText.getOrDefault(read, "");
        WAYS.forEach((name, way) -> {
          String undone = way.apply(read);
          String words = how.equals("plain") ? name : how + ", " + name;
          if (byText.putIfAbsent(undone, words) == null) {
            next.add(undone);
          }
        });
      }
      latest = next;
    }
    Map<String, String> byWords = new LinkedHashMap<>();
    byText.forEach((read, words) -> byWords.put(words, read));
    return byWords;
  }

  private static Map<String, UnaryOperator<String>> ways() {
    Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
    ways.put("JSON-escaped", Readings::unescape);
    ways.put("percent-encoded", Readings::percent);
    ways.put("form-encoded", text -> percent(text.replace('+', ' ')));
    ways.put("in broken lines", text -> BROKEN_LINES.matcher(text).replaceAll(""));
    return ways;
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    return JSON_ESCAPE
        .matcher(text)
        .replaceAll(escape -> {
          String plain =
              escape.group(1) != null
                  ? Character.toString((char) Integer.parseInt(escape.group(1), 16))
                  : switch (escape.group(2)) {
                    case "b" -> "\b";
                    case "f" -> "\f";
                    case "n" -> "\n";
                    case "r" -> "\r";
                    case "t" -> "\t";
                    default -> escape.group(2);
                  };
          return Matcher.quoteReplacement(plain);
        });
  }

  /** What is not followed by two digits of hex stands for itself. */
  private static String percent(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
      out.write(low < 0 ? in[i] : high * 16 + low);
      i += low < 0 ? 0 : 2;
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
