package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The components among which one may choose at a place: tells them apart by their types. */
final class Family<T> implements Reader<T> {

  private static final String CUSTOM = "Custom";

  private final String word;
  private final Custom<T> custom;
  private final Map<String, Reader<? extends T>> readers = new LinkedHashMap<>();

  private Family(String word, Custom<T> custom) {
    this.word = word;
    this.custom = custom;
  }

  /** What stands for Python code, and for a type that is not known. */
  @FunctionalInterface
  interface Custom<T> {
    T of(Node node, String className);
  }

  /**
   * One without members.
   *
   * @param word for people: {@code authenticator}
   */
  static <T> Family<T> of(String word, Custom<T> custom) {
    return new Family<>(word, custom);
  }

  Family<T> with(String type, Reader<? extends T> reader) {
    readers.put(type, reader);
    return this;
  }

  @Override
  public T read(Fields fields) {
    String type = fields.node().type();
    Reader<? extends T> known = readers.get(type);
    if (known != null) {
      return known.read(fields);
    }
    String className = fields.peek("class_name");
    if (type.isEmpty()) {
      fields.problem("says no type: say which " + word + " it is, one of " + types());
    } else if (!type.startsWith(CUSTOM)) {
      fields.problem(
          "has the type '%s', which is no %s that is known here%s"
              .formatted(type, word, Nearest.question(type, readers.keySet())));
    } else if (className.isEmpty()) {
      fields.problem("has the type '" + type + "', and needs a class_name");
    } else if (!fields.reading().replaces(className)) {
      fields.problem(
          "is a %s of the class '%s', which is Python code and cannot run here: replace it by a class in Java, or leave the stream out"
              .formatted(type, className));
    }
    return custom.of(fields.node(), className);
  }

  private String types() {
    return String.join(", ", readers.keySet());
  }
}
