package dev.javacdk.manifest.expression;

/**
 * A type that a value of an expression may have to be of. Where its text is a literal of another
 * type, the text itself is the value.
 */
public enum Kind {
  /** A text. */
  TEXT,
  /** An integer, or a truth, which Python counts among them. */
  INTEGER,
  /** A number with a point or an exponent; not an integer. */
  NUMBER,
  /** A truth. */
  BOOLEAN,
  /** A list; not a tuple. */
  LIST;

  boolean has(Object value) {
    return switch (this) {
      case TEXT -> value instanceof String;
      case INTEGER -> Values.isInteger(value);
      case NUMBER -> value instanceof Double;
      case BOOLEAN -> value instanceof Boolean;
      case LIST -> value instanceof ListValue;
    };
  }
}
