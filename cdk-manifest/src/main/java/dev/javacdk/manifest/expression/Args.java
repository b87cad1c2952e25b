package dev.javacdk.manifest.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function, a filter or a test was given.
 *
 * @param inOrder without the value of a filter or a test itself
 */
record Args(List<Object> inOrder, Map<String, Object> byName) {

  static final Args NONE = new Args(List.of(), Map.of());

  /** The value at a place or of a name, or null where it was left out. */
  @Nullable Object maybe(int place, String name) {
    return place < inOrder.size() ? inOrder.get(place) : byName.get(name);
  }

  Object need(int place, String name) {
    Object value = maybe(place, name);
    if (value == null) {
      throw new Failure("'" + name + "' is missing");
    }
    return value;
  }

  String text(int place, String name) {
    return Values.text(need(place, name), "'" + name + "'");
  }

  String text(int place, String name, String otherwise) {
    Object value = maybe(place, name);
    return value == null ? otherwise : Values.text(value, "'" + name + "'");
  }

  int integer(int place, String name, int otherwise) {
    Object value = maybe(place, name);
    return value == null || value == None.NONE ? otherwise : Numbers.clamped(value);
  }

  boolean truth(int place, String name, boolean otherwise) {
    Object value = maybe(place, name);
    return value == null ? otherwise : Values.isTrue(value);
  }

  /** Fails where more was given than these names. */
  void only(String... names) {
    if (inOrder.size() > names.length) {
      throw new Failure("takes at most " + names.length + " values, was given " + inOrder.size());
    }
    for (String given : byName.keySet()) {
      if (!List.of(names).contains(given)) {
        throw new Failure("takes nothing that is called '" + given + "'");
      }
    }
  }
}
