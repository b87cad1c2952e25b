package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Values in an order. */
final class Sorting {

  private Sorting() {}

  static void sort(List<Object> items, boolean reverse, Meter meter) {
    List<Object> sorted = sorted(items, item -> item, reverse, meter);
    items.clear();
    items.addAll(sorted);
  }

  /** Equal values stay in the order in which they came, also where it is turned round. */
  static List<Object> sorted(
      List<Object> items, Function<Object, Object> key, boolean reverse, Meter meter) {
    meter.spend(items.size());
    List<Object> sorted = new ArrayList<>(items);
    Comparator<Object> order =
        (a, b) -> {
          meter.spend(1);
          return Comparison.order(key.apply(a), key.apply(b), meter);
        };
    try {
      sorted.sort(reverse ? Collections.reverseOrder(order) : order);
    } catch (IllegalArgumentException e) {
      throw Failure.ofType("the values have no order");
    }
    return sorted;
  }

  /** The first of the greatest, or of the smallest. */
  static Object extreme(
      List<Object> items, Function<Object, Object> key, boolean greatest, Meter meter) {
    Object best = items.get(0);
    for (Object item : items.subList(1, items.size())) {
      meter.spend(1);
      int order = Comparison.order(key.apply(item), key.apply(best), meter);
      if (greatest ? order > 0 : order < 0) {
        best = item;
      }
    }
    return best;
  }
}
