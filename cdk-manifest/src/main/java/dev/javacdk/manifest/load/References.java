package dev.javacdk.manifest.load;

import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts in place of every reference what it refers to: of a text {@code #/definitions/x}, and of an
 * object with a {@code $ref}, whose other keys win over those of what it refers to. What stands in
 * the place of a reference that leads nowhere is null; the problem names it. Used for one tree.
 */
final class References {

  static final String REF = "$ref";
  private static final String START = "#/";

  /** Has values of the config, in which nothing is a reference. */
  private static final String PLAIN = "config_overrides";

  /** So many values may a manifest have once nothing refers to anything. */
  private static final int MOST_VALUES = 2_000_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Place top;
  private final ObjectNode root;
  private final Lines lines;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();
  private int values;

  References(String file, ObjectNode root, Lines lines) {
    this.top = Place.all(file);
    this.root = root;
    this.lines = lines;
  }

  /** The tree without references. */
  ObjectNode resolved() {
    return (ObjectNode) resolve(root, top, OptionalInt.empty());
  }

  /** What is wrong with the references, once each. */
  List<Problem> problems() {
    return problems.stream().distinct().toList();
  }

  private JsonNode resolve(JsonNode node, Place place, OptionalInt line) {
    if (++values > MOST_VALUES) {
      return values == MOST_VALUES + 1
          ? problem(place, line, "makes more than " + MOST_VALUES + " values of the manifest")
          : JSON.nullNode();
    }
    if (node instanceof ObjectNode object) {
      return object(object, place);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode made = JSON.arrayNode(array.size());
      for (int i = 0; i < array.size(); i++) {
        made.add(resolve(array.get(i), place.element(i), lines.of(array)));
      }
      lines.same(made, array);
      return made;
    }
    return node.isString() && node.stringValue().startsWith(START)
        ? followed(node.stringValue(), place, line)
        : node;
  }

  private JsonNode object(ObjectNode object, Place place) {
    OptionalInt line = lines.of(object);
    JsonNode ref = object.get(REF);
    JsonNode base = ref == null ? JSON.objectNode() : resolve(ref, place.below(REF), line);
    if (!(base instanceof ObjectNode made)) {
      return base;
    }
    object.forEachEntry((key, value) -> {
      if (!key.equals(REF)) {
        made.set(key, own(key, value, place, line));
      }
    });
    lines.same(made, object);
    return made;
  }

  private JsonNode own(String key, JsonNode value, Place place, OptionalInt line) {
    return key.equals(PLAIN) ? value.deepCopy() : resolve(value, place.below(key), line);
  }

  private JsonNode followed(String ref, Place place, OptionalInt line) {
    if (!open.add(ref)) {
      return problem(place, line, "goes in a circle: " + String.join(" -> ", open) + " -> " + ref);
    }
    try {
      Found found = find(ref);
      return found.value == null
          ? problem(place, line, "refers to '" + ref + "', but " + found.said())
          : resolve(found.value, found.place, OptionalInt.empty());
    } finally {
      open.remove(ref);
    }
  }

  /**
   * A key may have slashes in it: at every level, all of what is left is tried as one key before
   * its first part is.
   */
  private Found find(String ref) {
    JsonNode at = root;
    Place place = top;
    String rest = ref.substring(START.length());
    while (!rest.isEmpty()) {
      JsonNode whole = at.isObject() ? at.get(rest) : null;
      if (whole != null) {
        return new Found(whole, place.below(rest), "");
      }
      int slash = rest.indexOf('/');
      String head = slash < 0 ? rest : rest.substring(0, slash);
      JsonNode next = at instanceof ArrayNode array ? element(array, head) : at.get(head);
      if (next == null) {
        return new Found(null, place, head);
      }
      place = at.isArray() ? place.element(Integer.parseInt(head)) : place.below(head);
      at = next;
      rest = slash < 0 ? "" : rest.substring(slash + 1);
    }
    return new Found(at, place, "");
  }

  private static @Nullable JsonNode element(ArrayNode array, String index) {
    return index.matches("[0-9]{1,9}") ? array.get(Integer.parseInt(index)) : null;
  }

  private JsonNode problem(Place place, OptionalInt line, String what) {
    String where = line.isPresent() ? " (line " + line.getAsInt() + ")" : "";
    problems.add(new Problem(place, what + where));
    return JSON.nullNode();
  }

  /** What a reference leads to, or where it ends and what is not there. */
  private record Found(@Nullable JsonNode value, Place place, String missing) {
    String said() {
      String where = place.path().isEmpty() ? "the manifest" : "'" + place.path() + "'";
      return where + " has no '" + missing + "'";
    }
  }
}
