package dev.javacdk.api.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and literals of JSON, strictly. Pure. */
final class JsonScalars {

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private JsonScalars() {}

  /** Behind the number or the literal that begins here; negative where that is none. */
  static int end(byte[] json, int at, int to) {
    return switch (json[at]) {
      case 't' -> literal(json, at, to, TRUE);
      case 'f' -> literal(json, at, to, FALSE);
      case 'n' -> literal(json, at, to, NULL);
      default -> number(json, at, to);
    };
  }

  private static int literal(byte[] json, int at, int to, byte[] literal) {
    int end = at + literal.length;
    boolean isThat = end <= to && Arrays.equals(json, at, end, literal, 0, literal.length);
    return isThat ? end : -1;
  }

  private static int number(byte[] json, int from, int to) {
    int at = json[from] == '-' ? from + 1 : from;
    int end = at < to && json[at] == '0' ? at + 1 : digits(json, at, to);
    if (end > 0 && end < to && json[end] == '.') {
      end = digits(json, end + 1, to);
    }
    if (end > 0 && end < to && (json[end] | 0x20) == 'e') {
      boolean isSigned = end + 1 < to && (json[end + 1] == '+' || json[end + 1] == '-');
      end = digits(json, end + (isSigned ? 2 : 1), to);
    }
    return end;
  }

  /** Goes past at least one digit. */
  private static int digits(byte[] json, int from, int to) {
    int at = from;
    while (at < to && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at == from ? -1 : at;
  }
}
