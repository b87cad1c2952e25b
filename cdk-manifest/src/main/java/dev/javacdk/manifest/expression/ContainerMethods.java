package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of objects and lists. Those that came from JSON cannot be changed. */
final class ContainerMethods {

  private ContainerMethods() {}

  static Object ofDict(Dict self, String name, Args args, Meter meter) {
    Map<Object, Object> items = self.items();
    return switch (name) {
      case "get" -> {
        Object found = items.get(Values.key(args.need(0, "key")));
        yield found != null ? found : otherwise(args.maybe(1, "default"));
      }
      case "keys" -> new Iteration("dict_keys", Values.iterate(self, meter));
      case "values" -> new Iteration("dict_values", entries(items, false, meter));
      case "items" -> new Iteration("dict_items", entries(items, true, meter));
      case "copy" -> new Dict(copy(items, meter));
      default -> changed(self, name, args, meter);
    };
  }

  private static Object otherwise(@Nullable Object value) {
    return value == null ? None.NONE : value;
  }

  private static Map<Object, Object> copy(Map<Object, Object> items, Meter meter) {
    meter.spend(items.size());
    return new LinkedHashMap<>(items);
  }

  static List<Object> entries(Map<Object, Object> items, boolean pairs, Meter meter) {
    meter.spend(items.size());
    List<Object> all = new ArrayList<>();
    for (Map.Entry<Object, Object> entry : items.entrySet()) {
      all.add(pairs ? Tuple.of(entry.getKey(), entry.getValue()) : entry.getValue());
    }
    return all;
  }

  private static Object changed(Dict self, String name, Args args, Meter meter) {
    if (self.items() instanceof JsonMap) {
      throw new Failure("'" + name + "' would change a variable that was given");
    }
    Map<Object, Object> items = self.items();
    meter.spend(1);
    switch (name) {
      case "update" -> {
        if (args.maybe(0, "") instanceof Dict other) {
          items.putAll(copy(other.items(), meter));
        }
        items.putAll(args.byName());
        return None.NONE;
      }
      case "setdefault" -> {
        Object key = Values.key(args.need(0, "key"));
        Object before = items.putIfAbsent(key, otherwise(args.maybe(1, "default")));
        return before == null ? otherwise(items.get(key)) : before;
      }
      case "pop" -> {
        Object removed = items.remove(Values.key(args.need(0, "key")));
        if (removed == null && args.maybe(1, "default") == null) {
          throw new Failure("the key is not there");
        }
        return removed != null ? removed : otherwise(args.maybe(1, "default"));
      }
      case "clear" -> {
        items.clear();
        return None.NONE;
      }
      default -> throw Methods.unsupported(self, name);
    }
  }

  static Object ofItems(Items self, String name, Args args, Meter meter) {
    List<Object> items = self.items();
    meter.spend(1 + items.size() / 16);
    return switch (name) {
      case "index" -> {
        int at = indexOf(items, args.need(0, "value"), meter);
        if (at < 0) {
          throw new Failure("the value is not in it");
        }
        yield (long) at;
      }
      case "count" -> {
        Object wanted = args.need(0, "value");
        yield items.stream().filter(item -> Comparison.areEqual(item, wanted, meter)).count();
      }
      case "copy" -> {
        meter.spend(items.size());
        yield new ListValue(new ArrayList<>(items));
      }
      default -> changed(self, name, args, meter);
    };
  }

  private static int indexOf(List<Object> items, Object wanted, Meter meter) {
    for (int i = 0; i < items.size(); i++) {
      meter.spend(1);
      if (Comparison.areEqual(items.get(i), wanted, meter)) {
        return i;
      }
    }
    return -1;
  }

  private static Object changed(Items self, String name, Args args, Meter meter) {
    List<Object> items = self.items();
    if (!(items instanceof ArrayList)) {
      throw new Failure("'" + name + "' would change a variable that was given");
    }
    switch (name) {
      case "append" -> items.add(args.need(0, "object"));
      case "extend" -> {
        List<Object> more = new ArrayList<>(Values.iterate(args.need(0, "iterable"), meter));
        meter.spend(more.size());
        items.addAll(more);
      }
      case "insert" -> {
        int at = args.integer(0, "index", 0);
        int place = at < 0 ? Math.max(0, at + items.size()) : Math.min(at, items.size());
        items.add(place, args.need(1, "object"));
      }
      case "pop" -> {
        int at = args.integer(0, "index", -1);
        int place = at < 0 ? at + items.size() : at;
        if (place < 0 || place >= items.size()) {
          throw new Failure("there is no element at this place");
        }
        return items.remove(place);
      }
      case "remove" -> {
        int at = indexOf(items, args.need(0, "value"), meter);
        if (at < 0) {
          throw new Failure("the value is not in it");
        }
        items.remove(at);
      }
      case "reverse" -> Collections.reverse(items);
      case "clear" -> items.clear();
      case "sort" -> Sorting.sort(items, args.truth(0, "reverse", false), meter);
      default -> throw Methods.unsupported(self, name);
    }
    return None.NONE;
  }
}
