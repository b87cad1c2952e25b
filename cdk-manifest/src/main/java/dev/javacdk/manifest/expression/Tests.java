package dev.javacdk.manifest.expression;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

/** What stands behind {@code is}. */
final class Tests {

  private static final Set<String> NAMES =
      Set.of(
          "defined",
          "undefined",
          "none",
          "true",
          "false",
          "boolean",
          "integer",
          "float",
          "number",
          "string",
          "mapping",
          "sequence",
          "iterable",
          "callable",
          "sameas",
          "in",
          "odd",
          "even",
          "divisibleby",
          "lower",
          "upper",
          "eq",
          "equalto",
          "ne",
          "gt",
          "greaterthan",
          "ge",
          "lt",
          "lessthan",
          "le");

  private Tests() {}

  static boolean exists(String name) {
    return NAMES.contains(name);
  }

  static boolean apply(String name, Object value, Args args, Meter meter) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value == None.NONE;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Long || value instanceof BigInteger;
      case "float" -> value instanceof Double;
      case "number" -> Values.isNumber(value);
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Dict;
      case "sequence" -> isSequence(value);
      case "iterable" -> isSequence(value) || value instanceof Iteration;
      case "callable" -> value instanceof Bound;
      case "sameas" -> isSame(value, args.need(0, "other"));
      case "lower" ->
          text(value, meter).equals(text(value, meter).toLowerCase(Locale.ROOT))
              && hasLetters(value, meter);
      case "upper" ->
          text(value, meter).equals(text(value, meter).toUpperCase(Locale.ROOT))
              && hasLetters(value, meter);
      default -> compare(name, value, args, meter);
    };
  }

  private static String text(Object value, Meter meter) {
    return PythonText.str(value, meter);
  }

  private static boolean hasLetters(Object value, Meter meter) {
    return text(value, meter).codePoints().anyMatch(Character::isLetter);
  }

  private static boolean isSequence(Object value) {
    return value instanceof String
        || value instanceof Dict
        || value instanceof ListValue
        || value instanceof Tuple
        || value instanceof Undefined;
  }

  @SuppressWarnings("ReferenceEquality") // which is what the test asks for
  private static boolean isSame(Object value, Object other) {
    boolean sameType = value.getClass() == other.getClass();
    return value == other || (sameType && Values.isNumber(value) && value.equals(other));
  }

  private static boolean compare(String name, Object value, Args args, Meter meter) {
    return switch (name) {
      case "odd" -> modulo(value, 2L).equals(1L);
      case "even" -> modulo(value, 2L).equals(0L);
      case "divisibleby" -> modulo(value, args.need(0, "num")).equals(0L);
      case "in" -> Comparison.compare("in", value, args.need(0, "seq"), meter);
      case "eq", "equalto" -> Comparison.areEqual(value, args.need(0, "other"), meter);
      case "ne" -> !Comparison.areEqual(value, args.need(0, "other"), meter);
      case "gt", "greaterthan" -> Comparison.compare(">", value, args.need(0, "other"), meter);
      case "ge" -> Comparison.compare(">=", value, args.need(0, "other"), meter);
      case "lt", "lessthan" -> Comparison.compare("<", value, args.need(0, "other"), meter);
      default -> Comparison.compare("<=", value, args.need(0, "other"), meter);
    };
  }

  private static Object modulo(Object value, Object by) {
    Values.defined(value);
    if (!Values.isNumber(value) || !Values.isNumber(by)) {
      throw Failure.ofType("expected a number, found " + Types.name(value));
    }
    Object rest = Numbers.binary("%", value, by);
    return rest instanceof Double real && real == Math.rint(real)
        ? (Object) real.longValue()
        : rest;
  }
}
