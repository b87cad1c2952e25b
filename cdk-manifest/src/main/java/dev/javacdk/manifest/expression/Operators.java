package dev.javacdk.manifest.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's arithmetic of all values. */
final class Operators {

  private Operators() {}

  static Object binary(String operator, Object left, Object right, Meter meter) {
    if (left instanceof String text && operator.equals("%")) {
      return Printf.format(text, right, meter);
    }
    Values.defined(left);
    Values.defined(right);
    if (Values.isNumber(left) && Values.isNumber(right)) {
      return Numbers.binary(operator, left, right);
    }
    Object result =
        switch (operator) {
          case "+" -> plus(left, right, meter);
          case "-" -> minus(left, right);
          case "*" -> times(left, right, meter);
          case "/", "//" -> over(operator, left, right);
          default -> null;
        };
    if (result == null) {
      throw new Failure(
          "'"
              + operator
              + "' means nothing between "
              + Types.name(left)
              + " and "
              + Types.name(right));
    }
    return result;
  }

  static Object negate(Object value) {
    Values.defined(value);
    if (Values.isNumber(value)) {
      return Numbers.negate(value);
    }
    if (value instanceof Delta delta) {
      return delta.negated();
    }
    throw new Failure(Types.name(value) + " has no negative");
  }

  private static @Nullable Object plus(Object left, Object right, Meter meter) {
    if (left instanceof String a && right instanceof String b) {
      meter.spend(a.length() + b.length());
      return a + b;
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      return new ListValue(both(a.items(), b.items(), meter));
    }
    if (left instanceof Tuple a && right instanceof Tuple b) {
      return new Tuple(both(a.items(), b.items(), meter));
    }
    if (right instanceof Delta delta) {
      return left instanceof Delta other ? other.plus(delta) : shift(left, delta);
    }
    return left instanceof Delta delta ? shift(right, delta) : null;
  }

  private static List<Object> both(List<Object> a, List<Object> b, Meter meter) {
    meter.spend(a.size() + b.size());
    List<Object> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static @Nullable Object minus(Object left, Object right) {
    if (right instanceof Delta delta) {
      return left instanceof Delta other
          ? other.plus(delta.negated())
          : shift(left, delta.negated());
    }
    if (left instanceof Moment a && right instanceof Moment b) {
      if ((a.offset() == null) != (b.offset() == null)) {
        return null;
      }
      return new Delta(0, ChronoUnit.MICROS.between(b.at(), a.at()));
    }
    if (left instanceof Day a && right instanceof Day b) {
      return new Delta(0, ChronoUnit.DAYS.between(b.date(), a.date()) * Delta.MICROS_IN_DAY);
    }
    return null;
  }

  /** A time moved; of a date only whole days count. */
  static @Nullable Object shift(Object time, Delta delta) {
    try {
      if (time instanceof Moment moment) {
        LocalDateTime moved =
            moment.local().plusMonths(delta.months()).plus(delta.micros(), ChronoUnit.MICROS);
        return moment.with(moved);
      }
      if (time instanceof Day day) {
        return new Day(day.date().plusMonths(delta.months()).plusDays(delta.days()));
      }
      return null;
    } catch (DateTimeException | ArithmeticException e) {
      throw new Failure("the date is out of range");
    }
  }

  private static @Nullable Object times(Object left, Object right, Meter meter) {
    if (Values.isInteger(left) || left instanceof Double) {
      return right instanceof String || right instanceof Items || right instanceof Delta
          ? times(right, left, meter)
          : null;
    }
    if (left instanceof Delta delta && Values.isNumber(right)) {
      return delta.months() == 0
          ? Delta.ofMicros(delta.micros() * Numbers.real(right))
          : new Delta(
              delta.months() * Numbers.clamped(right), delta.micros() * Numbers.clamped(right));
    }
    if (!Values.isInteger(right)) {
      return null;
    }
    int count = Math.max(0, Numbers.clamped(right));
    if (left instanceof String text) {
      meter.spend((long) text.length() * count);
      return text.isEmpty() ? "" : text.repeat(count);
    }
    if (left instanceof ListValue list) {
      return new ListValue(repeat(list.items(), count, meter));
    }
    return left instanceof Tuple tuple ? new Tuple(repeat(tuple.items(), count, meter)) : null;
  }

  private static List<Object> repeat(List<Object> items, int count, Meter meter) {
    meter.spend((long) items.size() * count);
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < count && !items.isEmpty(); i++) {
      all.addAll(items);
    }
    return all;
  }

  private static @Nullable Object over(String operator, Object left, Object right) {
    if (!(left instanceof Delta delta) || delta.months() != 0) {
      return null;
    }
    boolean whole = operator.equals("//");
    if (right instanceof Delta other && other.months() == 0) {
      return Numbers.binary(operator, delta.micros(), other.micros());
    }
    if (Values.isInteger(right) && whole) {
      return new Delta(0, ((Long) Numbers.binary("//", delta.micros(), right)).longValue());
    }
    return Values.isNumber(right) && !whole
        ? Delta.ofMicros(Numbers.real(Numbers.binary("/", delta.micros(), right)))
        : null;
  }
}
