package dev.javacdk.manifest.expression;

import java.util.Set;

/**
 * A method of a value, or a macro, which is there to be called.
 *
 * @param self whose method; a macro is bound to {@link None}
 */
record Bound(Object self, String name) {

  private static final Set<String> ITEMS = Set.of("index", "count");
  private static final Set<String> LIST =
      Set.of("append", "clear", "copy", "extend", "insert", "pop", "remove", "reverse", "sort");
  private static final Set<String> DICT =
      Set.of(
          "clear",
          "copy",
          "fromkeys",
          "get",
          "items",
          "keys",
          "pop",
          "popitem",
          "setdefault",
          "update",
          "values");
  private static final Set<String> SLICE = Set.of("get", "items", "keys", "values");
  private static final Set<String> TEXT =
      Set.of(
          "capitalize",
          "casefold",
          "center",
          "count",
          "encode",
          "endswith",
          "expandtabs",
          "find",
          "format",
          "format_map",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdecimal",
          "isdigit",
          "isidentifier",
          "islower",
          "isnumeric",
          "isprintable",
          "isspace",
          "istitle",
          "isupper",
          "join",
          "ljust",
          "lower",
          "lstrip",
          "maketrans",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rindex",
          "rjust",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "swapcase",
          "title",
          "translate",
          "upper",
          "zfill");
  private static final Set<String> DAY =
      Set.of(
          "ctime",
          "isocalendar",
          "isoformat",
          "isoweekday",
          "replace",
          "strftime",
          "timetuple",
          "toordinal",
          "weekday",
          "today",
          "fromisoformat",
          "fromordinal",
          "fromtimestamp");
  private static final Set<String> MOMENT =
      Set.of(
          "astimezone",
          "date",
          "dst",
          "time",
          "timestamp",
          "timetz",
          "tzname",
          "utcoffset",
          "utctimetuple",
          "now",
          "utcnow",
          "strptime",
          "combine");

  /** Whether a value of this type has a method of this name. */
  static boolean has(Object self, String name) {
    if (self instanceof String) {
      return TEXT.contains(name);
    }
    if (self instanceof Dict dict) {
      return (dict.attributes().isEmpty() ? DICT : SLICE).contains(name);
    }
    if (self instanceof ListValue) {
      return LIST.contains(name) || ITEMS.contains(name);
    }
    if (self instanceof Tuple) {
      return ITEMS.contains(name);
    }
    if (self instanceof Moment) {
      return DAY.contains(name) || MOMENT.contains(name);
    }
    if (self instanceof Day) {
      return DAY.contains(name);
    }
    if (self instanceof Delta) {
      return name.equals("total_seconds");
    }
    return self instanceof Double ? name.equals("is_integer") : isOfNumber(self, name);
  }

  private static boolean isOfNumber(Object self, String name) {
    return Values.isInteger(self) && name.equals("bit_length");
  }
}
