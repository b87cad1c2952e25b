package dev.javacdk.manifest.expression;

import java.util.List;
import java.util.Map;

/** Python's {@code ==}, {@code <} and {@code in}. */
final class Comparison {

  private Comparison() {}

  static boolean compare(String operator, Object left, Object right, Meter meter) {
    return switch (operator) {
      case "==" -> areEqual(left, right, meter);
      case "!=" -> !areEqual(left, right, meter);
      case "in" -> isIn(left, right, meter);
      case "not in" -> !isIn(left, right, meter);
      default -> ordered(operator, left, right, meter);
    };
  }

  @SuppressWarnings("ReferenceEquality") // of what could only be compared by going into it
  static boolean areEqual(Object left, Object right, Meter meter) {
    if (Values.isNumber(left) && Values.isNumber(right)) {
      return !isNan(left) && !isNan(right) && Numbers.compare(left, right) == 0;
    }
    if (left instanceof Undefined) {
      return right instanceof Undefined;
    }
    if (left instanceof Dict a && right instanceof Dict b) {
      return areEqual(a.items(), b.items(), meter);
    }
    boolean lists = left instanceof ListValue && right instanceof ListValue;
    if (lists || (left instanceof Tuple && right instanceof Tuple)) {
      return areEqual(((Items) left).items(), ((Items) right).items(), meter);
    }
    if (left instanceof Moment a && right instanceof Moment b) {
      return (a.offset() == null) == (b.offset() == null) && a.at().isEqual(b.at());
    }
    boolean plain = !(left instanceof Bound || left instanceof Namespace);
    if (left instanceof Items || left instanceof Dict || !plain) {
      return left == right;
    }
    if (left instanceof String text) {
      meter.spend(text.length() / 16);
    }
    return left.equals(right);
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean areEqual(List<Object> left, List<Object> right, Meter meter) {
    if (left.size() != right.size()) {
      return false;
    }
    meter.enter();
    boolean equal = true;
    for (int i = 0; equal && i < left.size(); i++) {
      meter.spend(1);
      equal = areEqual(left.get(i), right.get(i), meter);
    }
    meter.leave();
    return equal;
  }

  private static boolean areEqual(
      Map<Object, Object> left, Map<Object, Object> right, Meter meter) {
    if (left.size() != right.size()) {
      return false;
    }
    meter.enter();
    boolean equal = true;
    for (Map.Entry<Object, Object> entry : left.entrySet()) {
      meter.spend(1);
      Object other = right.get(entry.getKey());
      if (other == null || !areEqual(entry.getValue(), other, meter)) {
        equal = false;
        break;
      }
    }
    meter.leave();
    return equal;
  }

  private static boolean isIn(Object item, Object in, Meter meter) {
    if (in instanceof String text) {
      Values.defined(in);
      String part = Values.text(item, "what is looked for in a text");
      meter.spend(text.length());
      return text.contains(part);
    }
    if (in instanceof Dict dict) {
      return dict.items().containsKey(Values.key(item));
    }
    for (Object other : Values.iterate(in, meter)) {
      meter.spend(1);
      if (areEqual(item, other, meter)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ordered(String operator, Object left, Object right, Meter meter) {
    Values.defined(left);
    Values.defined(right);
    if (isNan(left) || isNan(right)) {
      return false;
    }
    int order = order(left, right, meter);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** Which one comes first; an error where that means nothing. */
  static int order(Object left, Object right, Meter meter) {
    Values.defined(left);
    Values.defined(right);
    if (Values.isNumber(left) && Values.isNumber(right)) {
      return Numbers.compare(left, right);
    }
    if (left instanceof String a && right instanceof String b) {
      meter.spend(Math.min(a.length(), b.length()) / 16);
      return byCodePoint(a, b);
    }
    if (left instanceof Moment a && right instanceof Moment b && sameKind(a, b)) {
      return a.at().toInstant().compareTo(b.at().toInstant());
    }
    if (left instanceof Day a && right instanceof Day b) {
      return a.date().compareTo(b.date());
    }
    if (left instanceof Delta a && right instanceof Delta b && a.months() + b.months() == 0) {
      return Long.compare(a.micros(), b.micros());
    }
    boolean lists = left instanceof ListValue && right instanceof ListValue;
    if (lists || (left instanceof Tuple && right instanceof Tuple)) {
      return order(((Items) left).items(), ((Items) right).items(), meter);
    }
    throw new Failure(
        "cannot put " + Types.name(left) + " and " + Types.name(right) + " in an order");
  }

  private static boolean sameKind(Moment a, Moment b) {
    return (a.offset() == null) == (b.offset() == null);
  }

  private static int order(List<Object> left, List<Object> right, Meter meter) {
    meter.enter();
    int common = Math.min(left.size(), right.size());
    int order = Integer.compare(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      meter.spend(1);
      if (!areEqual(left.get(i), right.get(i), meter)) {
        order = order(left.get(i), right.get(i), meter);
        break;
      }
    }
    meter.leave();
    return order;
  }

  /** As Python compares texts, which differs from Java beyond the basic plane. */
  private static int byCodePoint(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
