package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The filters that go through values. */
final class ListFilters {

  private static final Set<String> NAMES =
      Set.of(
          "dictsort",
          "first",
          "items",
          "last",
          "map",
          "max",
          "min",
          "reject",
          "rejectattr",
          "select",
          "selectattr",
          "sort",
          "sum",
          "unique");

  private ListFilters() {}

  static boolean exists(String name) {
    return NAMES.contains(name);
  }

  static Object apply(String name, Object value, Args args, Evaluator evaluator) {
    Meter meter = evaluator.meter();
    return switch (name) {
      case "first", "last" -> end(value, name.equals("last"), meter);
      case "map" -> map(value, args, evaluator);
      case "select" -> select(value, args, false, true, meter);
      case "reject" -> select(value, args, false, false, meter);
      case "selectattr" -> select(value, args, true, true, meter);
      case "rejectattr" -> select(value, args, true, false, meter);
      case "items" -> items(value, meter);
      case "sort" -> sort(value, args, meter);
      case "min", "max" -> extreme(value, args, name.equals("max"), meter);
      case "sum" -> sum(value, args, meter);
      case "unique" -> unique(value, args, meter);
      case "dictsort" -> dictsort(value, args, meter);
      default -> throw new Failure("the filter '" + name + "' is not supported");
    };
  }

  private static Object end(Object value, boolean last, Meter meter) {
    if (last && Filters.isGenerator(value)) {
      throw new Failure("an iterator has no last value; add '| list'");
    }
    List<Object> items = Values.iterate(value, meter);
    if (items.isEmpty()) {
      return new Undefined("the " + (last ? "last" : "first") + " of no items");
    }
    return items.get(last ? items.size() - 1 : 0);
  }

  /** {@code a.b.0} of a value: keys, or places in a list. */
  static Object dig(Object item, Object path, @Nullable Object otherwise, Meter meter) {
    Object value = item;
    if (!(path instanceof String text)) {
      value = Access.item(value, path, meter);
    } else {
      for (String part : text.split("\\.", -1)) {
        boolean place =
            !part.isEmpty()
                && part.length() < 10
                && part.chars().allMatch(c -> c >= '0' && c <= '9');
        value = Access.item(value, place ? (Object) Long.valueOf(part) : part, meter);
        if (otherwise != null && value instanceof Undefined) {
          value = otherwise;
        }
      }
    }
    return otherwise != null && value instanceof Undefined ? otherwise : value;
  }

  private static Object map(Object value, Args args, Evaluator evaluator) {
    Meter meter = evaluator.meter();
    Object attribute = args.inOrder().isEmpty() ? args.byName().get("attribute") : null;
    Object otherwise = args.byName().get("default");
    List<Object> mapped = new ArrayList<>();
    for (Object item : some(value, meter)) {
      meter.spend(1);
      if (attribute != null) {
        mapped.add(dig(item, attribute, otherwise == None.NONE ? null : otherwise, meter));
      } else {
        mapped.add(filtered(item, args, evaluator));
      }
    }
    return new Iteration("generator", mapped);
  }

  /** Of whatever is false there are no items. */
  private static List<Object> some(Object value, Meter meter) {
    return Values.isTrue(value) ? Values.iterate(value, meter) : List.of();
  }

  private static Object filtered(Object item, Args args, Evaluator evaluator) {
    String filter = args.text(0, "filter");
    if (!Filters.exists(filter)) {
      throw new Failure("there is no such filter");
    }
    return Filters.apply(filter, item, rest(args, 1), evaluator);
  }

  private static Args rest(Args args, int from) {
    return new Args(args.inOrder().subList(from, args.inOrder().size()), args.byName());
  }

  private static Object select(
      Object value, Args args, boolean byAttribute, boolean wanted, Meter meter) {
    int off = byAttribute ? 1 : 0;
    List<Object> selected = new ArrayList<>();
    for (Object item : some(value, meter)) {
      meter.spend(1);
      Object tested = byAttribute ? dig(item, args.need(0, "attribute"), null, meter) : item;
      boolean passes = Values.isTrue(tested);
      if (args.inOrder().size() > off) {
        String test = symbol(args.text(off, "test"));
        if (!Tests.exists(test)) {
          throw new Failure("there is no such test");
        }
        passes = Tests.apply(test, tested, rest(args, off + 1), meter);
      }
      if (passes == wanted) {
        selected.add(item);
      }
    }
    return new Iteration("generator", selected);
  }

  /** The name of a test that can be written as an operator. */
  private static String symbol(String test) {
    return switch (test) {
      case "==" -> "eq";
      case "!=" -> "ne";
      case ">" -> "gt";
      case ">=" -> "ge";
      case "<" -> "lt";
      case "<=" -> "le";
      default -> test;
    };
  }

  private static Object items(Object value, Meter meter) {
    if (value instanceof Undefined) {
      return new Iteration("generator", List.of());
    }
    if (!(value instanceof Dict dict)) {
      throw Failure.ofType("expected an object, found " + Types.name(value));
    }
    return new Iteration("generator", ContainerMethods.entries(dict.items(), true, meter));
  }

  private static Object sort(Object value, Args args, Meter meter) {
    Function<Object, Object> key =
        key(args.maybe(2, "attribute"), args.truth(1, "case_sensitive", false), meter);
    List<Object> items = Values.iterate(value, meter);
    return new ListValue(Sorting.sorted(items, key, args.truth(0, "reverse", false), meter));
  }

  private static Function<Object, Object> key(
      @Nullable Object attribute, boolean caseSensitive, Meter meter) {
    return item -> {
      if (attribute instanceof String text && text.contains(",")) {
        List<Object> keys = new ArrayList<>();
        for (String part : text.split(",", -1)) {
          keys.add(folded(dig(item, part, null, meter), caseSensitive));
        }
        return new Tuple(keys);
      }
      return folded(part(item, attribute, meter), caseSensitive);
    };
  }

  /** What stands in an item under a path, or the item where none is wanted. */
  private static Object part(Object item, @Nullable Object attribute, Meter meter) {
    return attribute == null || attribute == None.NONE ? item : dig(item, attribute, null, meter);
  }

  private static Object folded(Object value, boolean caseSensitive) {
    return !caseSensitive && value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }

  private static Object extreme(Object value, Args args, boolean greatest, Meter meter) {
    List<Object> items = Values.iterate(value, meter);
    if (items.isEmpty()) {
      return new Undefined("the greatest or smallest of no items");
    }
    Function<Object, Object> key =
        key(args.maybe(1, "attribute"), args.truth(0, "case_sensitive", false), meter);
    return Sorting.extreme(items, key, greatest, meter);
  }

  private static Object sum(Object value, Args args, Meter meter) {
    Object attribute = args.maybe(0, "attribute");
    Object start = args.maybe(1, "start");
    Object sum = start == null ? 0L : start;
    for (Object item : Values.iterate(value, meter)) {
      meter.spend(1);
      sum = Operators.binary("+", sum, part(item, attribute, meter), meter);
    }
    return sum;
  }

  private static Object unique(Object value, Args args, Meter meter) {
    Function<Object, Object> key =
        key(args.maybe(1, "attribute"), args.truth(0, "case_sensitive", false), meter);
    Set<Object> seen = new HashSet<>();
    List<Object> unique = new ArrayList<>();
    for (Object item : Values.iterate(value, meter)) {
      meter.spend(1);
      if (seen.add(Values.key(key.apply(item)))) {
        unique.add(item);
      }
    }
    return new Iteration("generator", unique);
  }

  private static Object dictsort(Object value, Args args, Meter meter) {
    Values.defined(value);
    if (!(value instanceof Dict dict)) {
      throw Failure.ofType("expected an object, found " + Types.name(value));
    }
    boolean caseSensitive = args.truth(0, "case_sensitive", false);
    boolean byValue = args.text(1, "by", "key").equals("value");
    List<Object> entries = new ArrayList<>();
    for (Map.Entry<Object, Object> entry : dict.items().entrySet()) {
      entries.add(Tuple.of(entry.getKey(), entry.getValue()));
    }
    Function<Object, Object> key =
        pair -> folded(((Tuple) pair).items().get(byValue ? 1 : 0), caseSensitive);
    return new ListValue(Sorting.sorted(entries, key, args.truth(2, "reverse", false), meter));
  }
}
