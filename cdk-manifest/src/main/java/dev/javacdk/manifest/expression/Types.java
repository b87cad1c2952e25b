package dev.javacdk.manifest.expression;

/** The names of types, for messages: the values themselves may be secrets. */
final class Types {

  private Types() {}

  static String name(Object value) {
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    if (Values.isNumber(value)) {
      return value instanceof Double ? "a float" : "an integer";
    }
    if (value instanceof Dict) {
      return "an object";
    }
    if (value instanceof ListValue) {
      return "a list";
    }
    if (value instanceof Tuple) {
      return "a tuple";
    }
    if (value instanceof Moment) {
      return "a datetime";
    }
    if (value instanceof Day) {
      return "a date";
    }
    if (value instanceof Delta) {
      return "a duration";
    }
    if (value instanceof Bound bound) {
      return "the method '" + bound.name() + "'";
    }
    return value == None.NONE ? "None" : value instanceof Undefined ? "undefined" : "an iterator";
  }
}
