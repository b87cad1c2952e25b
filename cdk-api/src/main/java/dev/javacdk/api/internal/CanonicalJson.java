package dev.javacdk.api.internal;

import java.util.TreeSet;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes JSON in one form only: compact, keys sorted at every depth, numbers with the digits that
 * they came with. Equal values have equal text and the other way round (rule L11).
 */
public final class CanonicalJson {

  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private CanonicalJson() {}

  /** Reads an object, with every digit of its numbers. */
  public static ObjectNode parse(String text) {
    return (ObjectNode) EXACT.readTree(text);
  }

  /** The value in that form. */
  public static String of(JsonNode value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        char separator = '{';
        for (String name : new TreeSet<>(value.propertyNames())) {
          out.append(separator);
          quote(name, out);
          out.append(':');
          write(value.get(name), out);
          separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
      }
      case ARRAY -> {
        char separator = '[';
        for (JsonNode element : value) {
          out.append(separator);
          write(element, out);
          separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
      }
      case STRING -> quote(value.stringValue(), out);
      case NUMBER -> number(value, out);
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL -> out.append("null");
      default ->
          throw new IllegalArgumentException(
              "a value of kind " + value.getNodeType() + " has no place in JSON: " + value);
    }
  }

  private static void number(JsonNode value, StringBuilder out) {
    boolean isBinary = value.isDouble() || value.isFloat();
    if (isBinary && !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException("JSON has no number " + value);
    }
    out.append(value.numberValue());
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
