package dev.javacdk.manifest.load;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes JSON of a scalar of YAML 1.1, once its tag is known. Pure. */
final class YamlScalars {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final BigInteger SIXTY = BigInteger.valueOf(60);

  private YamlScalars() {}

  /**
   * The value of a text under a tag.
   *
   * @throws IllegalArgumentException where the text is none of that tag, or the tag has no JSON
   */
  static JsonNode value(Tag tag, String text) {
    if (tag.equals(Tag.STR)) {
      return JSON.stringNode(text);
    }
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(bool(text));
    }
    if (tag.equals(Tag.INT)) {
      return number(integer(text));
    }
    if (tag.equals(Tag.FLOAT)) {
      return JSON.numberNode(real(text));
    }
    if (tag.equals(Tag.TIMESTAMP)) {
      return JSON.stringNode(YamlTimestamps.iso(text));
    }
    if (tag.equals(YamlTypes.VALUE) || tag.equals(Tag.MERGE)) {
      throw new IllegalArgumentException("'" + text + "' is no value; put it in quotes");
    }
    throw new IllegalArgumentException("the tag " + tag.getValue() + " cannot be read");
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on" -> true;
      case "no", "false", "off" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is no boolean");
    };
  }

  private static JsonNode number(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return JSON.numberNode(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? JSON.numberNode(value.longValue())
        : JSON.numberNode(value);
  }

  private static BigInteger integer(String text) {
    String plain = unsigned(text);
    try {
      BigInteger value = magnitude(plain);
      return text.startsWith("-") ? value.negate() : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no whole number", e);
    }
  }

  private static BigInteger magnitude(String plain) {
    if (plain.startsWith("0b")) {
      return new BigInteger(plain.substring(2), 2);
    }
    if (plain.startsWith("0x")) {
      return new BigInteger(plain.substring(2), 16);
    }
    if (plain.startsWith("0")) {
      return new BigInteger(plain, 8);
    }
    BigInteger value = BigInteger.ZERO;
    for (String part : parts(plain)) {
      value = value.multiply(SIXTY).add(new BigInteger(part));
    }
    return value;
  }

  private static double real(String text) {
    String plain = unsigned(text).toLowerCase(Locale.ROOT);
    double value =
        switch (plain) {
          case ".inf" -> Double.POSITIVE_INFINITY;
          case ".nan" -> Double.NaN;
          default -> decimal(plain, text);
        };
    return text.startsWith("-") ? -value : value;
  }

  /** Summed from the last part to the first, as PyYAML does, since the order decides the bits. */
  private static double decimal(String plain, String text) {
    List<String> parts = parts(plain);
    double value = 0;
    double base = 1;
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        value += Double.parseDouble(parts.get(i)) * base;
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("'" + text + "' is no number", e);
      }
      base *= 60;
    }
    return value;
  }

  private static List<String> parts(String plain) {
    return List.of(plain.split(":", -1));
  }

  private static String unsigned(String text) {
    String plain = text.replace("_", "");
    return plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
  }
}
