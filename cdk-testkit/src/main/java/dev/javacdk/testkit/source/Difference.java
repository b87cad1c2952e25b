package dev.javacdk.testkit.source;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where two JSON values differ first, in words. */
final class Difference {

  private static final int SHOWN = 300;

  private Difference() {}

  /** {@code at /states/3/cursor/page: 4 in place of 5}. */
  static String between(JsonNode expected, JsonNode found) {
    String difference = between("", expected, found);
    return difference == null ? "in nothing" : difference;
  }

  private static @Nullable String between(String place, JsonNode expected, JsonNode found) {
    if (expected.equals(found)) {
      return null;
    }
    if (expected.isObject() && found.isObject()) {
      Set<String> names = new LinkedHashSet<>(expected.propertyNames());
      names.addAll(found.propertyNames());
      for (String name : names) {
        String inside = between(place + "/" + name, expected.path(name), found.path(name));
        if (inside != null) {
          return inside;
        }
      }
    }
    if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
      for (int i = 0; i < expected.size(); i++) {
        String inside = between(place + "/" + i, expected.get(i), found.get(i));
        if (inside != null) {
          return inside;
        }
      }
    }
    return "at %s: %s in place of %s"
        .formatted(place.isEmpty() ? "its root" : place, shown(found), shown(expected));
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
