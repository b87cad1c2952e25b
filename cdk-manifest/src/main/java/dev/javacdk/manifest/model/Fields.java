package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one component: gives each in the kind that is wanted. Of another kind, or missing
 * though required, it is a problem, and something empty stands in its place. A null is no field.
 */
final class Fields {

  private final Reading reading;
  private final Node node;

  Fields(Reading reading, Place place, ObjectNode fields) {
    this.reading = reading;
    this.node = reading.node(place, fields);
  }

  Node node() {
    return node;
  }

  Reading reading() {
    return reading;
  }

  void problem(String what) {
    reading.add(node.problem(what));
  }

  void problem(String field, String what) {
    reading.add(node.problem(field, what));
  }

  /** Whatever is there; null where nothing is. */
  @Nullable JsonNode any(String name) {
    JsonNode value = node.fields().get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** The text of a field where it is one; empty otherwise, without a problem. */
  String peek(String name) {
    JsonNode value = any(name);
    return value != null && value.isString() ? value.stringValue() : "";
  }

  // Texts

  String text(String name) {
    String text = textOrNull(name);
    if (text == null && any(name) == null) {
      missing(name);
    }
    return text == null ? "" : text;
  }

  String text(String name, String otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : text;
  }

  @Nullable String textOrNull(String name) {
    JsonNode value = any(name);
    if (value == null || value.isString()) {
      return value == null ? null : value.stringValue();
    }
    String quotes = value.isContainer() ? "" : "; put it in quotes";
    wrong(name, "text", value, quotes);
    return null;
  }

  List<String> texts(String name) {
    return orEmpty(required(name, textsOrNull(name)));
  }

  List<String> textsOrEmpty(String name) {
    return orEmpty(textsOrNull(name));
  }

  @Nullable List<String> textsOrNull(String name) {
    ArrayNode array = arrayOrNull(name);
    return array == null ? null : texts(array, node.place().below(name));
  }

  List<List<String>> requiredPaths(String name) {
    if (any(name) == null) {
      missing(name);
    }
    return paths(name);
  }

  /** Of lists of texts, as paths in a record are. */
  List<List<String>> paths(String name) {
    ArrayNode array = arrayOrNull(name);
    List<List<String>> paths = new ArrayList<>();
    if (array != null) {
      for (int i = 0; i < array.size(); i++) {
        Place place = node.place().below(name).element(i);
        if (array.get(i) instanceof ArrayNode path) {
          paths.add(texts(path, place));
        } else {
          wrong(place, "a list of texts", array.get(i), "");
        }
      }
    }
    return List.copyOf(paths);
  }

  /** A number in a path is its text. */
  private List<String> texts(ArrayNode array, Place place) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      JsonNode element = array.get(i);
      if (element.isString() || element.isIntegralNumber()) {
        texts.add(element.asString());
      } else {
        wrong(place.element(i), "text", element, "");
      }
    }
    return List.copyOf(texts);
  }

  // Other scalars

  boolean flag(String name, boolean otherwise) {
    Boolean flag = flagOrNull(name);
    return flag == null ? otherwise : flag;
  }

  @Nullable Boolean flagOrNull(String name) {
    JsonNode value = any(name);
    if (value == null || value.isBoolean()) {
      return value == null ? null : Boolean.valueOf(value.booleanValue());
    }
    wrong(name, "true or false", value, "");
    return null;
  }

  int number(String name, int otherwise) {
    Integer number = numberOrNull(name);
    return number == null ? otherwise : number;
  }

  int requiredNumber(String name) {
    Integer number = required(name, numberOrNull(name));
    return number == null ? 0 : number;
  }

  @Nullable Integer numberOrNull(String name) {
    JsonNode value = any(name);
    if (value == null) {
      return null;
    }
    if (value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()) {
      return value.intValue();
    }
    wrong(name, "a whole number", value, "");
    return null;
  }

  List<Integer> numbers(String name) {
    ArrayNode array = arrayOrNull(name);
    List<Integer> numbers = new ArrayList<>();
    if (array != null) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode element = array.get(i);
        if (element.isInt()) {
          numbers.add(element.intValue());
        } else {
          wrong(node.place().below(name).element(i), "a whole number", element, "");
        }
      }
    }
    return List.copyOf(numbers);
  }

  /** A number, or a text that may be an expression. */
  @Nullable JsonNode scalarOrNull(String name) {
    JsonNode value = any(name);
    if (value == null || value.isNumber() || value.isString()) {
      return value;
    }
    wrong(name, "a number or text", value, "");
    return null;
  }

  JsonNode scalar(String name) {
    JsonNode value = scalarOrNull(name);
    if (value == null && any(name) == null) {
      missing(name);
    }
    return value == null ? JsonNodeFactory.instance.stringNode("") : value;
  }

  /** One of the constants, which a manifest writes in the case of its own. */
  <E extends Enum<E>> @Nullable E choiceOrNull(String name, Class<E> type) {
    String text = textOrNull(name);
    if (text == null) {
      return null;
    }
    E[] all = type.getEnumConstants();
    for (E constant : all) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    String known = String.join(", ", Arrays.stream(all).map(Enum::name).toList());
    boolean lower = text.equals(text.toLowerCase(Locale.ROOT));
    problem(
        name,
        "is '%s', and must be one of %s"
            .formatted(text, lower ? known.toLowerCase(Locale.ROOT) : known));
    return null;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    E found = choiceOrNull(name, type);
    return found == null ? otherwise : found;
  }

  /** Whatever is there; an empty object where nothing is. */
  JsonNode given(String name) {
    JsonNode value = required(name, any(name));
    return value == null ? JsonNodeFactory.instance.objectNode() : value;
  }

  // Objects

  @Nullable ObjectNode objectOrNull(String name) {
    JsonNode value = any(name);
    if (value == null || value instanceof ObjectNode) {
      return (ObjectNode) value;
    }
    wrong(name, "an object", value, "");
    return null;
  }

  ObjectNode object(String name) {
    ObjectNode object = required(name, objectOrNull(name));
    return object == null ? JsonNodeFactory.instance.objectNode() : object;
  }

  /** An object, or a text that is an expression for one. */
  @Nullable JsonNode objectOrText(String name) {
    JsonNode value = any(name);
    return value == null || value.isString() ? value : objectOrNull(name);
  }

  <T> T one(String name, Reader<T> reader) {
    T found = required(name, oneOrNull(name, reader));
    return found == null ? empty(name, reader) : found;
  }

  <T> @Nullable T oneOrNull(String name, Reader<T> reader) {
    ObjectNode object = objectOrNull(name);
    return object == null ? null : reader.read(below(node.place().below(name), object));
  }

  <T> List<T> list(String name, Reader<T> reader) {
    List<T> found = required(name, listOrNull(name, reader));
    return found == null ? List.of() : found;
  }

  <T> List<T> listOrEmpty(String name, Reader<T> reader) {
    List<T> found = listOrNull(name, reader);
    return found == null ? List.of() : found;
  }

  /** A list, or one alone that stands for a list. */
  <T> List<T> oneOrMore(String name, Reader<T> reader) {
    if (any(name) instanceof ObjectNode object) {
      return List.of(reader.read(below(node.place().below(name), object)));
    }
    return listOrEmpty(name, reader);
  }

  <T> Map<String, T> map(String name, Reader<T> reader) {
    Map<String, T> found = new LinkedHashMap<>();
    Place place = node.place().below(name);
    object(name)
        .forEachEntry((key, value) -> {
          if (value instanceof ObjectNode object) {
            found.put(key, reader.read(below(place.below(key), object)));
          } else {
            wrong(place.below(key), "an object", value, "");
          }
        });
    return Collections.unmodifiableMap(found);
  }

  private <T> @Nullable List<T> listOrNull(String name, Reader<T> reader) {
    ArrayNode array = arrayOrNull(name);
    if (array == null) {
      return null;
    }
    List<T> found = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      Place place = node.place().below(name).element(i);
      if (array.get(i) instanceof ObjectNode object) {
        found.add(reader.read(below(place, object)));
      } else {
        wrong(place, "an object", array.get(i), "");
      }
    }
    return List.copyOf(found);
  }

  private @Nullable ArrayNode arrayOrNull(String name) {
    JsonNode value = any(name);
    if (value == null || value instanceof ArrayNode) {
      return (ArrayNode) value;
    }
    wrong(name, "a list", value, "");
    return null;
  }

  private Fields below(Place place, ObjectNode object) {
    return new Fields(reading, place, object);
  }

  private <T> T empty(String name, Reader<T> reader) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    return reader.read(new Fields(reading.muted(), node.place().below(name), nothing));
  }

  private <T> @Nullable T required(String name, @Nullable T found) {
    if (found == null && any(name) == null) {
      missing(name);
    }
    return found;
  }

  private static List<String> orEmpty(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts;
  }

  private void missing(String name) {
    problem("needs '" + name + "'");
  }

  private void wrong(String name, String wanted, JsonNode found, String advice) {
    wrong(node.place().below(name), wanted, found, advice);
  }

  private void wrong(Place place, String wanted, JsonNode found, String advice) {
    Problem problem = node.problem("must be " + wanted + ", and is " + said(found) + advice);
    reading.add(new Problem(place, problem.what()));
  }

  private static String said(JsonNode found) {
    if (found.isObject()) {
      return "an object";
    }
    if (found.isArray()) {
      return "a list";
    }
    return found.isString() ? "the text '" + found.stringValue() + "'" : found.toString();
  }
}
