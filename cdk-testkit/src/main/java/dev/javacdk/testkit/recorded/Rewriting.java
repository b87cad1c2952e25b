package dev.javacdk.testkit.recorded;

import java.util.List;

/** A change of the texts in an exchange, each of them decoded. */
@FunctionalInterface
interface Rewriting {

  /** A whole value: a text or number in JSON, a parameter, a path segment, a header. */
  String value(String text);

  /** A text or number at a place in a JSON answer: field names and indices, from the root. */
  default String answered(List<String> place, String text) {
    return value(text);
  }

  /** The name of a field in JSON. */
  default String name(String text) {
    return text;
  }
}
