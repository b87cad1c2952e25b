package dev.javacdk.manifest.expression;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a value of an expression can be: {@link None}, a {@code Boolean}, a {@code Long}, a {@code
 * BigInteger} beyond it, a {@code Double}, a {@code String}, {@link ListValue}, {@link Tuple},
 * {@link Iteration}, {@link Dict}, {@link Moment}, {@link Day}, {@link Delta}, {@link Bound},
 * {@link Namespace}, {@link Undefined}; and nothing else.
 */
final class Values {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  /** The value of JSON; objects and arrays are looked at when they are asked. */
  static Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> new Dict(new JsonMap((ObjectNode) node));
      case ARRAY -> new ListValue(new JsonItems((ArrayNode) node));
      case STRING -> node.stringValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case BINARY -> node.asString();
      default -> None.NONE;
    };
  }

  private static Object number(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return node.doubleValue();
    }
    return node.canConvertToLong() ? node.longValue() : Numbers.small(node.bigIntegerValue());
  }

  /** The value as JSON; null where JSON has nothing like it. */
  static @Nullable JsonNode json(Object value, Meter meter) {
    if (value instanceof String text) {
      return JSON.stringNode(text);
    }
    if (value instanceof Long number) {
      return whole(number);
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? JSON.numberNode(number.doubleValue()) : null;
    }
    if (value instanceof BigInteger number) {
      return JSON.numberNode(number);
    }
    if (value == None.NONE) {
      return JSON.nullNode();
    }
    if (value instanceof Dict dict) {
      return dict.items() instanceof JsonMap map ? map.node() : object(dict, meter);
    }
    boolean set = value instanceof Iteration iteration && iteration.kind().equals("set");
    if (value instanceof ListValue || value instanceof Tuple || set) {
      List<Object> items = ((Items) value).items();
      return items instanceof JsonItems array ? array.node() : array(items, meter);
    }
    return null;
  }

  /** Of the node that a parser makes of it, so that the two are equal. */
  private static JsonNode whole(long number) {
    return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
  }

  private static @Nullable JsonNode object(Dict dict, Meter meter) {
    meter.enter();
    ObjectNode node = JSON.objectNode();
    for (Map.Entry<Object, Object> entry : dict.items().entrySet()) {
      JsonNode value = json(entry.getValue(), meter);
      String key = jsonKey(entry.getKey(), meter);
      if (value == null || key == null) {
        return null;
      }
      node.set(key, value);
    }
    meter.leave();
    return node;
  }

  /** A key as Python's JSON writes it; null where it writes none. */
  static @Nullable String jsonKey(Object key, Meter meter) {
    if (key instanceof String text) {
      return text;
    }
    if (key instanceof Boolean truth) {
      return truth ? "true" : "false";
    }
    if (key == None.NONE) {
      return "null";
    }
    return isNumber(key) ? PythonText.str(key, meter) : null;
  }

  private static @Nullable JsonNode array(List<Object> items, Meter meter) {
    meter.enter();
    ArrayNode node = JSON.arrayNode();
    for (Object item : items) {
      JsonNode value = json(item, meter);
      if (value == null) {
        return null;
      }
      node.add(value);
    }
    meter.leave();
    return node;
  }

  /** Whether a condition takes it for true. */
  static boolean isTrue(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    if (value instanceof Iteration iteration) {
      return iteration.kind().equals("generator") || !iteration.items().isEmpty();
    }
    if (value instanceof Items items) {
      return !items.items().isEmpty();
    }
    if (value instanceof Dict dict) {
      return !dict.items().isEmpty()
          || isTrue(dict.attributes().getOrDefault("extra_fields", false));
    }
    if (value instanceof Delta delta) {
      return delta.months() != 0 || delta.micros() != 0;
    }
    return value != None.NONE && !(value instanceof Undefined);
  }

  /** What a map holds under a value: numbers that are equal are one key. */
  static Object key(Object value) {
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return number.longValue();
    }
    if (value instanceof Tuple tuple) {
      if (tuple.items().stream().anyMatch(item -> item instanceof Tuple)) {
        throw new Failure("a tuple of tuples is not supported as a key");
      }
      return new Tuple(tuple.items().stream().map(Values::key).toList());
    }
    boolean plain = !(value instanceof Bound || value instanceof Namespace);
    if (value instanceof Items || value instanceof Dict || !plain) {
      throw new Failure(Types.name(value) + " cannot be a key");
    }
    return value;
  }

  /** The values that a loop goes through; an undefined one has none. */
  static List<Object> iterate(Object value, Meter meter) {
    if (value instanceof Items items) {
      return items.items();
    }
    if (value instanceof Dict dict) {
      meter.spend(dict.items().size());
      return List.copyOf(dict.items().keySet());
    }
    if (value instanceof String text) {
      meter.spend(text.length());
      return text.codePoints().mapToObj(c -> (Object) Character.toString(c)).toList();
    }
    if (value instanceof Undefined) {
      return List.of();
    }
    throw Failure.ofType("cannot go through " + Types.name(value));
  }

  /** Fails where the value is not there. */
  static Object defined(Object value) {
    if (value instanceof Undefined undefined) {
      throw new UndefinedUse(undefined);
    }
    return value;
  }

  /** A text; anything else is an error. */
  static String text(Object value, String what) {
    if (value instanceof String text) {
      return text;
    }
    throw new Failure(what + " must be a text, not " + Types.name(value));
  }

  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
  }

  static boolean isNumber(Object value) {
    return isInteger(value) || value instanceof Double;
  }
}
