package dev.javacdk.core.message;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies a record from a parser to a generator, event by event: numbers keep their digits, and what
 * is none (NaN) becomes null.
 */
final class RecordCopy {

  /** So many digits every long has room for. */
  private static final int LONG_DIGITS = 18;

  private RecordCopy() {}

  /**
   * Copies; returns the value of the watched field at the top, where it is a scalar.
   *
   * @param names is told of every name
   */
  static @Nullable JsonNode copy(
      JsonParser from, JsonGenerator to, @Nullable String watched, RepeatedNames names) {
    if (from.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(
          "a record is a JSON object; the parser stands on " + from.currentToken());
    }
    names.begin();
    int depth = 0;
    JsonNode value = null;
    JsonToken token = JsonToken.START_OBJECT;
    while (true) {
      switch (token) {
        case START_OBJECT -> {
          to.writeStartObject();
          names.startObject();
          depth++;
        }
        case START_ARRAY -> {
          to.writeStartArray();
          depth++;
        }
        case END_OBJECT -> {
          to.writeEndObject();
          names.endObject();
          if (--depth == 0) {
            return value;
          }
        }
        case END_ARRAY -> {
          to.writeEndArray();
          depth--;
        }
        case PROPERTY_NAME -> {
          String name = from.currentName();
          names.name(name);
          to.writeName(name);
        }
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(from, to);
        default -> to.copyCurrentEvent(from);
      }
      if (depth == 1 && token.isScalarValue() && from.currentName().equals(watched)) {
        value = scalar(from, token);
      }
      token = from.nextToken();
      if (token == null) {
        throw new IllegalArgumentException("the record ends before its closing brace");
      }
    }
  }

  /** The value that stands here in an object that was written. */
  static JsonNode value(byte[] json, int from, int to) {
    int begin = from;
    while (json[begin] <= ' ') {
      begin++;
    }
    int end = begin + 1;
    if (json[begin] == '"') {
      while (json[end] != '"' && json[end] != '\\') {
        end++;
      }
      if (json[end] == '"') {
        String text = new String(json, begin + 1, end - begin - 1, StandardCharsets.UTF_8);
        return JsonNodeFactory.instance.stringNode(text);
      }
    }
    // A parser refuses a number, and no other value, that goes on with a comma.
    boolean isNumber = json[begin] == '-' || (json[begin] >= '0' && json[begin] <= '9');
    while (isNumber && json[end] != ',' && json[end] != '}') {
      end++;
    }
    try (JsonParser parser =
        ExactJson.LAST_WINS.createParser(json, begin, (isNumber ? end : to) - begin)) {
      parser.nextToken();
      return ExactJson.readTree(parser);
    }
  }

  /** Fields at the top of an object that was written without a name twice. */
  static ObjectNode fields(byte[] json, int offset, int length, Set<String> names) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    try (JsonParser parser = ExactJson.LAST_WINS.createParser(json, offset, length)) {
      parser.nextToken();
      String next = parser.nextName();
      while (next != null && fields.size() < names.size()) {
        parser.nextToken();
        if (names.contains(next)) {
          fields.set(next, ExactJson.readTree(parser));
        } else {
          parser.skipChildren();
        }
        next = parser.nextName();
      }
    }
    return fields;
  }

  private static JsonNode scalar(JsonParser from, JsonToken token) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (token.isNumeric() && from.isNaN()) {
      return nodes.nullNode();
    }
    return switch (token) {
      case VALUE_STRING -> nodes.stringNode(from.getString());
      case VALUE_NUMBER_INT -> nodes.numberNode(from.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> nodes.numberNode(from.getDecimalValue());
      case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
      default -> nodes.nullNode();
    };
  }

  /** The value of a scalar that was copied; null where a parser refuses it, as for its exponent. */
  static @Nullable JsonNode scalar(byte[] json, int from, int to) {
    if (json[from] == '"') {
      String text = new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
      if (text.indexOf('\\') < 0) {
        return JsonNodeFactory.instance.stringNode(text);
      }
    } else if (to - from <= LONG_DIGITS && isInteger(json, from, to)) {
      String digits = new String(json, from, to - from, StandardCharsets.US_ASCII);
      return JsonNodeFactory.instance.numberNode(BigInteger.valueOf(Long.parseLong(digits)));
    }
    try (JsonParser parser = ExactJson.MAPPER.createParser(json, from, to - from)) {
      return scalar(parser, parser.nextToken());
    } catch (JacksonException | NumberFormatException e) {
      return null;
    }
  }

  private static boolean isInteger(byte[] number, int from, int to) {
    for (int at = from; at < to; at++) {
      if ((number[at] < '0' || number[at] > '9') && number[at] != '-') {
        return false;
      }
    }
    return true;
  }

  private static void number(JsonParser from, JsonGenerator to) {
    if (from.isNaN()) {
      to.writeNumber(Double.NaN);
    } else {
      to.writeNumber(from.getStringCharacters(), from.getStringOffset(), from.getStringLength());
    }
  }
}
