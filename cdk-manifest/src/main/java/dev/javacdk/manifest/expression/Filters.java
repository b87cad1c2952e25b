package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code |}: Jinja's own filters here, the kit's in {@link KitFilters}. */
final class Filters {

  private static final Set<String> NAMES =
      Set.of(
          "abs",
          "attr",
          "capitalize",
          "center",
          "count",
          "d",
          "default",
          "e",
          "escape",
          "float",
          "forceescape",
          "format",
          "int",
          "join",
          "length",
          "list",
          "lower",
          "replace",
          "reverse",
          "round",
          "safe",
          "title",
          "tojson",
          "trim",
          "upper",
          "urlencode",
          "wordcount");

  private Filters() {}

  static boolean exists(String name) {
    return NAMES.contains(name) || ListFilters.exists(name) || KitFilters.exists(name);
  }

  static Object apply(String name, Object value, Args args, Evaluator evaluator) {
    Meter meter = evaluator.meter();
    Object result = result(name, value, args, evaluator);
    if (result instanceof String text) {
      meter.spend(text.length() / 4);
    }
    return result;
  }

  private static Object result(String name, Object value, Args args, Evaluator evaluator) {
    Meter meter = evaluator.meter();
    if (KitFilters.exists(name)) {
      return KitFilters.apply(name, value, args, meter);
    }
    if (ListFilters.exists(name)) {
      return ListFilters.apply(name, value, args, evaluator);
    }
    return switch (name) {
      case "default", "d" -> otherwise(value, args);
      case "length", "count" -> length(value, meter);
      case "int" -> NumberText.toInteger(value, args);
      case "float" -> NumberText.toFloat(value, args);
      case "abs" -> abs(value);
      case "round" -> round(value, args);
      case "list" -> new ListValue(copy(Values.iterate(value, meter), meter));
      case "join" -> join(value, args, meter);
      case "reverse" -> reverse(value, meter);
      case "attr" -> Access.field(value, args.text(0, "name"));
      case "urlencode" -> urlencode(value, meter);
      case "tojson" -> toJson(value, args, meter);
      default -> ofText(name, value, args, meter);
    };
  }

  private static Object ofText(String name, Object value, Args args, Meter meter) {
    String text = PythonText.str(value, meter);
    meter.spend(text.length() / 4);
    return switch (name) {
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "capitalize" -> TextMethods.capitalize(text);
      case "title" -> title(text);
      case "trim" -> TextMethods.strip(text, "strip", args.maybe(0, "chars"));
      case "replace" -> replace(text, args, meter);
      case "e", "escape", "forceescape" -> escape(text);
      case "wordcount" -> words(text, meter);
      case "center" -> TextMethods.call(text, "center", width(args), meter);
      case "format" -> Printf.format(text, formatted(args), meter);
      default -> text;
    };
  }

  private static Args width(Args args) {
    return new Args(List.of((long) args.integer(0, "width", 80)), args.byName());
  }

  private static Object formatted(Args args) {
    return args.byName().isEmpty()
        ? new Tuple(args.inOrder())
        : new Dict(new LinkedHashMap<>(args.byName()));
  }

  private static Object otherwise(Object value, Args args) {
    boolean absent =
        value instanceof Undefined || (args.truth(1, "boolean", false) && !Values.isTrue(value));
    Object other = args.maybe(0, "default_value");
    return !absent ? value : other == null ? "" : other;
  }

  static Object length(Object value, Meter meter) {
    if (value instanceof String text) {
      return (long) CodePoints.length(text, meter);
    }
    if (value instanceof Dict dict) {
      return (long) dict.items().size();
    }
    if (value instanceof Items items && !isGenerator(value)) {
      return (long) items.items().size();
    }
    if (value instanceof Undefined) {
      return 0L;
    }
    throw Failure.ofType(Types.name(value) + " has no length");
  }

  static boolean isGenerator(Object value) {
    return value instanceof Iteration iteration && iteration.kind().equals("generator");
  }

  static List<Object> copy(List<Object> items, Meter meter) {
    meter.spend(items.size());
    return new ArrayList<>(items);
  }

  private static Object abs(Object value) {
    if (value instanceof Delta delta) {
      return delta.micros() < 0 ? delta.negated() : delta;
    }
    if (!Values.isNumber(value)) {
      throw Failure.ofType("expected a number, found " + Types.name(value));
    }
    return value instanceof Double number
        ? (Object) Math.abs(number)
        : Numbers.small(Numbers.big(value).abs());
  }

  private static Object round(Object value, Args args) {
    if (!Values.isNumber(value)) {
      throw Failure.ofType("expected a number, found " + Types.name(value));
    }
    return NumberText.round(
        value, args.integer(0, "precision", 0), args.text(1, "method", "common"));
  }

  private static Object join(Object value, Args args, Meter meter) {
    Object between = args.maybe(0, "d");
    Object attribute = args.maybe(1, "attribute");
    String separator = between == null ? "" : PythonText.str(between, meter);
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object item : Values.iterate(value, meter)) {
      Object part = attribute == null ? item : ListFilters.dig(item, attribute, null, meter);
      String text = PythonText.str(part, meter);
      meter.spend(text.length() + separator.length() + 1L);
      out.append(first ? "" : separator).append(text);
      first = false;
    }
    return out.toString();
  }

  private static Object reverse(Object value, Meter meter) {
    if (value instanceof String text) {
      meter.spend(text.length());
      return new StringBuilder(text).reverse().toString();
    }
    List<Object> items = copy(Values.iterate(value, meter), meter);
    Collections.reverse(items);
    return new Iteration("generator", items);
  }

  private static Object replace(String text, Args args, Meter meter) {
    String old = PythonText.str(args.need(0, "old"), meter);
    String other = PythonText.str(args.need(1, "new"), meter);
    return TextMethods.replace(text, old, other, args.integer(2, "count", -1), meter);
  }

  /** Jinja's own: only what follows a space or a bracket begins a word. */
  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean begins = true;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(begins ? Character.toTitleCase(c) : Character.toLowerCase(c));
      begins = CodePoints.isSpace(c) || "-({[<".indexOf(c) >= 0;
    }
    return out.toString();
  }

  private static long words(String text, Meter meter) {
    meter.spend(text.length());
    long words = 0;
    boolean inWord = false;
    for (int c : text.codePoints().toArray()) {
      boolean letter = Character.isLetterOrDigit(c) || c == '_';
      words += letter && !inWord ? 1 : 0;
      inWord = letter;
    }
    return words;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static Object urlencode(Object value, Meter meter) {
    if (value instanceof Dict || value instanceof Items) {
      List<Object> pairs =
          value instanceof Dict dict
              ? ContainerMethods.entries(dict.items(), true, meter)
              : ((Items) value).items();
      StringBuilder out = new StringBuilder();
      for (Object pair : pairs) {
        List<Object> both = Values.iterate(pair, meter);
        if (both.size() != 2) {
          throw new Failure("expected pairs of a name and a value");
        }
        out.append(out.isEmpty() ? "" : "&").append(encoded(both.get(0), meter));
        out.append('=').append(encoded(both.get(1), meter));
      }
      return out.toString();
    }
    String text = PythonText.str(value, meter);
    return Macros.quotePlus(text).replace("+", "%20").replace("%2F", "/");
  }

  private static String encoded(@Nullable Object value, Meter meter) {
    return Macros.quotePlus(PythonText.str(value == null ? None.NONE : value, meter));
  }

  private static String toJson(Object value, Args args, Meter meter) {
    return PythonJson.write(value, true, args.integer(0, "indent", -1), meter)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }
}
