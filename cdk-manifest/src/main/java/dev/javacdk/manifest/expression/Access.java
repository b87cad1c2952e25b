package dev.javacdk.manifest.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value.name}, {@code value[key]} and {@code value[from:to]}. */
final class Access {

  private Access() {}

  /** A method or a field comes before a key. */
  static Object attribute(Object of, String name) {
    if (name.startsWith("__") && of instanceof Undefined) {
      return of;
    }
    Values.defined(of);
    Object found = own(of, name);
    if (found == null && of instanceof Dict dict) {
      found = dict.items().get(name);
    }
    return found == null ? new Undefined(name) : found;
  }

  /** A method or a field, and never a key. */
  static Object field(Object of, String name) {
    Object found = own(of, name);
    return found == null ? new Undefined(name) : found;
  }

  /** A key comes before a method. */
  static Object item(Object of, Object key, Meter meter) {
    Values.defined(of);
    Object found = null;
    if (of instanceof Dict dict) {
      found =
          key instanceof Items || key instanceof Dict ? null : dict.items().get(Values.key(key));
    } else if (Values.isInteger(key)) {
      found = at(of, Numbers.clamped(key), meter);
    }
    if (found == null && key instanceof String name) {
      found = own(of, name);
    }
    return found == null ? new Undefined("an element") : found;
  }

  private static @Nullable Object at(Object of, int index, Meter meter) {
    if (of instanceof ListValue || of instanceof Tuple) {
      List<Object> items = ((Items) of).items();
      int place = index < 0 ? index + items.size() : index;
      return place >= 0 && place < items.size() ? items.get(place) : null;
    }
    if (of instanceof String text) {
      int length = CodePoints.length(text, meter);
      int place = index < 0 ? index + length : index;
      return place >= 0 && place < length ? CodePoints.cut(text, place, place + 1, meter) : null;
    }
    return null;
  }

  private static @Nullable Object own(Object of, String name) {
    if (Bound.has(of, name)) {
      return new Bound(of, name);
    }
    if (of instanceof Dict dict) {
      return dict.attributes().get(name);
    }
    if (of instanceof Namespace namespace) {
      if (name.equals("cycle") || name.equals("changed")) {
        throw new Failure("'" + name + "' of a loop is not supported");
      }
      return namespace.fields().get(name);
    }
    if (of instanceof Moment moment) {
      return DateMethods.field(moment, name);
    }
    if (of instanceof Day day) {
      return DateMethods.field(new Moment(day.date().atStartOfDay(), null), name, true);
    }
    return of instanceof Delta delta ? DateMethods.field(delta, name) : null;
  }

  /** Python's slice; a bound that was left out is null. */
  static Object cut(
      Object of, @Nullable Object from, @Nullable Object to, @Nullable Object step, Meter meter) {
    Values.defined(of);
    int by = step == null || step == None.NONE ? 1 : bound(step);
    if (by == 0) {
      throw new Failure("the step of a slice is 0");
    }
    if (of instanceof String text) {
      List<Integer> places = places(CodePoints.length(text, meter), from, to, by, meter);
      if (places.isEmpty()) {
        return "";
      }
      return by == 1
          ? CodePoints.cut(text, places.get(0), places.get(places.size() - 1) + 1, meter)
          : CodePoints.pick(text, places, meter);
    }
    if (of instanceof ListValue || of instanceof Tuple) {
      List<Object> items = ((Items) of).items();
      List<Object> cut = new ArrayList<>();
      places(items.size(), from, to, by, meter).forEach(place -> cut.add(items.get(place)));
      return of instanceof Tuple ? new Tuple(cut) : new ListValue(cut);
    }
    throw Failure.ofType(Types.name(of) + " cannot be cut");
  }

  private static int bound(Object value) {
    if (value instanceof BigInteger || value instanceof Long || value instanceof Boolean) {
      return Math.max(-Integer.MAX_VALUE, Numbers.clamped(value));
    }
    throw Failure.ofType("the bound of a slice must be an integer, not " + Types.name(value));
  }

  private static List<Integer> places(
      int size, @Nullable Object from, @Nullable Object to, int by, Meter meter) {
    int lowest = by > 0 ? 0 : -1;
    int highest = by > 0 ? size : size - 1;
    int start = place(from, by > 0 ? lowest : highest, size, lowest, highest);
    int end = place(to, by > 0 ? highest : lowest, size, lowest, highest);
    meter.spend(Math.abs((long) end - start));
    List<Integer> places = new ArrayList<>();
    for (long i = start; by > 0 ? i < end : i > end; i += by) {
      places.add((int) i);
    }
    return places;
  }

  private static int place(
      @Nullable Object bound, int otherwise, int size, int lowest, int highest) {
    if (bound == null || bound == None.NONE) {
      return otherwise;
    }
    int place = bound(bound);
    return Math.max(lowest, Math.min(highest, place < 0 ? place + size : place));
  }
}
