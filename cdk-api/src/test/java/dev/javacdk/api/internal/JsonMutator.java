package dev.javacdk.api.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up records as APIs give them, and changes their bytes. Pure but for its random numbers. */
public final class JsonMutator {

  private static final List<String> NAMES =
      List.of(
          "id",
          "updated",
          "name",
          "createdAt",
          "a_name_of_some_length",
          "abcdefgh",
          "é",
          "名前",
          "x",
          "",
          "customer.address.street",
          "tags",
          "nested",
          "value",
          "n1",
          "n2",
          "UPPER");

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "2026-08-01T12:34:56Z",
          "customer1@example.com",
          "12 St James's Square",
          "naïve café",
          "日本語のテキスト",
          "😀 and 👩‍👧",
          "exactly8",
          "a longer text, with {[\\\"quotes\\\"]}",
          "\\n\\t\\/",
          "\\u00e9\\u4e2d",
          "\\ud83d\\ude00",
          "\\u0000\\u001f\\u0022",
          "null",
          " ");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "42",
          "-17",
          "1754051696",
          "3.14",
          "1.10",
          "0.00",
          "-1E-30",
          "1e400",
          "123456789012345678901234567890",
          "12345678901234567.123456789",
          "6.02e+23",
          "1E5");

  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          " ",
          "\n",
          "\t",
          "\r",
          "\u0000",
          "0",
          "-",
          "+",
          ".",
          "e",
          "E",
          "1",
          "true",
          "false",
          "null",
          "NaN",
          "-Infinity",
          "\\u",
          "\\u00",
          "\\ud800",
          "\\udc00",
          "\\ud83d\\ude00",
          "\\/",
          "\\u0041",
          "\u00c3",
          "\u00a9",
          "\u00ed\u00a0\u0080",
          "\u00f0\u009f\u0098\u0080",
          "\u00c0\u0080",
          "\u00ef\u00bb\u00bf",
          "\u00ff",
          "\"a\":1,",
          "\"updated\":2,",
          ",\"updated\":\"3\"",
          "[[[[[",
          "]]]]]",
          "{\"\":",
          "/**/",
          "1e999999999999");

  private JsonMutator() {}

  /** A record, well-formed but that it may have a name twice. */
  public static byte[] record(Random random) {
    StringBuilder text = new StringBuilder();
    object(text, random, 0, random.nextInt(3) == 0);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void object(StringBuilder to, Random random, int depth, boolean spaced) {
    List<String> names = new ArrayList<>(NAMES);
    int fields = random.nextInt(depth == 0 ? 12 : 4);
    char separator = '{';
    for (int i = 0; i < fields; i++) {
      to.append(separator);
      space(to, random, spaced);
      int name = random.nextInt(names.size());
      boolean mayComeAgain = random.nextInt(200) == 0;
      to.append('"').append(mayComeAgain ? names.get(name) : names.remove(name)).append('"');
      space(to, random, spaced);
      to.append(':');
      space(to, random, spaced);
      value(to, random, depth + 1, spaced);
      space(to, random, spaced);
      separator = ',';
    }
    to.append(separator == '{' ? "{}" : "}");
  }

  private static void value(StringBuilder to, Random random, int depth, boolean spaced) {
    int kind = random.nextInt(depth < 4 ? 12 : 9);
    if (kind < 4) {
      to.append('"').append(of(TEXTS, random)).append('"');
    } else if (kind < 7) {
      to.append(of(NUMBERS, random));
    } else if (kind < 9) {
      to.append(random.nextInt(3) == 0 ? "null" : random.nextBoolean());
    } else if (kind < 11) {
      object(to, random, depth, spaced);
    } else {
      to.append('[');
      int elements = random.nextInt(4);
      for (int i = 0; i < elements; i++) {
        to.append(i == 0 ? "" : ",");
        space(to, random, spaced);
        value(to, random, depth + 1, spaced);
      }
      to.append(']');
    }
  }

  private static void space(StringBuilder to, Random random, boolean spaced) {
    if (spaced) {
      to.append(" \n\t\r  ", 0, random.nextInt(6));
    }
  }

  /** The document with one change, which often breaks it. */
  public static byte[] mutated(byte[] json, Random random) {
    String text = new String(json, StandardCharsets.ISO_8859_1);
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(random.nextInt(8) == 0 ? 30 : 2));
    String changed =
        switch (random.nextInt(9)) {
          case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(end);
          case 1 -> text.substring(0, at) + text.substring(end);
          case 2, 3 -> text.substring(0, at) + of(PIECES, random) + text.substring(at);
          case 4 -> text.substring(0, at) + of(PIECES, random) + text.substring(end);
          case 5 -> text.substring(0, at) + text.substring(at, end) + text.substring(at);
          case 6 -> inValue(text, random, latin(of(JsonCases.all(), random)));
          case 7 -> inValue(text, random, latin(record(random)));
          default -> inValue(text, random, latin(of(JsonCases.allowed(), random)));
        };
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** In place of a value, or as one more, where there is a colon or a comma to put it behind. */
  private static String inValue(String text, Random random, String value) {
    int colon = text.indexOf(':', random.nextInt(text.length() + 1));
    int comma = colon < 0 ? -1 : text.indexOf(',', colon);
    return comma < 0 ? text : text.substring(0, colon + 1) + value + text.substring(comma);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static <T> T of(List<T> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
