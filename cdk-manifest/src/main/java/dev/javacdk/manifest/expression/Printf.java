package dev.javacdk.manifest.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Texts with places for values: {@code '%s' % value} and {@code '{}'.format(value)}. */
final class Printf {

  private static final Pattern PERCENT =
      Pattern.compile("%(?:\\(([^)]*)\\))?([-+ 0#]*)(\\d{0,4})(?:\\.(\\d{1,3}))?(.?)");
  private static final Pattern BRACES =
      Pattern.compile("\\{\\{|\\}\\}|\\{([\\w]*)(?::(0?)(\\d{0,3})(?:\\.(\\d{1,2}))?([dfs]?))?\\}");

  private Printf() {}

  static String format(String template, Object values, Meter meter) {
    List<Object> inOrder = values instanceof Tuple tuple ? tuple.items() : List.of(values);
    StringBuilder out = new StringBuilder();
    Matcher found = PERCENT.matcher(template);
    int from = 0;
    int used = 0;
    while (found.find(from)) {
      out.append(template, from, found.start());
      from = found.end();
      if (found.group(5).equals("%")) {
        out.append('%');
        continue;
      }
      Object value;
      if (found.group(1) != null) {
        value = named(values, found.group(1));
      } else if (used < inOrder.size()) {
        value = inOrder.get(used++);
      } else {
        throw new Failure("there are fewer values than places for them");
      }
      String text = one(found, value, meter);
      meter.spend(text.length());
      out.append(text);
    }
    boolean keyed =
        values instanceof Dict || values instanceof ListValue || values instanceof Undefined;
    if (used < inOrder.size() && !keyed) {
      throw new Failure("there are more values than places for them");
    }
    return out.append(template.substring(from)).toString();
  }

  private static Object named(Object values, String name) {
    Object value = values instanceof Dict dict ? dict.items().get(name) : null;
    if (value == null) {
      throw new Failure("a value that the text names is missing");
    }
    return value;
  }

  private static String one(Matcher place, Object value, Meter meter) {
    String flags = place.group(2);
    String text =
        switch (place.group(5)) {
          case "s" -> PythonText.str(value, meter);
          case "r" -> PythonText.repr(value, meter);
          case "d", "i", "u" -> whole(value);
          case "f", "F" ->
              real(value, place.group(4) == null ? 6 : Integer.parseInt(place.group(4)));
          case "x" -> Numbers.big(checked(value)).toString(16);
          default -> throw new Failure("'%" + place.group(5) + "' is not supported");
        };
    boolean positive = !text.startsWith("-") && !"sr".contains(place.group(5));
    String signed = positive && flags.contains("+") ? "+" + text : text;
    String width = place.group(3);
    return pad(signed, width.isEmpty() ? 0 : Integer.parseInt(width), flags, meter);
  }

  private static Object checked(Object value) {
    if (!Values.isInteger(value)) {
      throw Failure.ofType("expected an integer, found " + Types.name(value));
    }
    return value;
  }

  private static String whole(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number).toBigInteger().toString();
    }
    return Numbers.big(checked(value)).toString();
  }

  /** With so many digits behind the point. */
  static String real(Object value, int digits) {
    if (!Values.isNumber(value)) {
      throw Failure.ofType("expected a number, found " + Types.name(value));
    }
    double number = Numbers.real(value);
    if (!Double.isFinite(number)) {
      return PythonText.real(number);
    }
    String text = new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return number < 0 && !text.startsWith("-") ? "-" + text : text;
  }

  private static String pad(String text, int width, String flags, Meter meter) {
    if (text.length() >= width) {
      return text;
    }
    meter.spend(width);
    String gap = " ".repeat(width - text.length());
    if (flags.contains("-")) {
      return text + gap;
    }
    if (!flags.contains("0")) {
      return gap + text;
    }
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.substring(0, sign) + gap.replace(' ', '0') + text.substring(sign);
  }

  static String braces(String template, Args args, Meter meter) {
    StringBuilder out = new StringBuilder();
    Matcher found = BRACES.matcher(template);
    int from = 0;
    int used = 0;
    while (found.find(from)) {
      out.append(template, from, found.start());
      from = found.end();
      String all = found.group();
      if (all.equals("{{") || all.equals("}}")) {
        out.append(all.charAt(0));
        continue;
      }
      String name = found.group(1);
      int place = name.isEmpty() ? used++ : name.matches("\\d{1,3}") ? Integer.parseInt(name) : -1;
      Object value = place >= 0 ? args.need(place, "{" + place + "}") : args.byName().get(name);
      if (value == null) {
        throw new Failure("a value that the text names is missing");
      }
      String text = spec(found, value, meter);
      meter.spend(text.length());
      out.append(text);
    }
    String rest = template.substring(from);
    if (rest.contains("{") || rest.contains("}")) {
      throw new Failure("this kind of place in a format is not supported");
    }
    return out.append(rest).toString();
  }

  private static String spec(Matcher place, Object value, Meter meter) {
    String kind = place.group(5) == null ? "" : place.group(5);
    String digits = place.group(4);
    String text =
        kind.equals("f") || (digits != null && !digits.isEmpty())
            ? real(value, digits == null ? 6 : Integer.parseInt(digits))
            : kind.equals("d") ? whole(checked(value)) : PythonText.str(value, meter);
    String width = place.group(3) == null || place.group(3).isEmpty() ? "0" : place.group(3);
    String zero = "0".equals(place.group(2)) ? "0" : Values.isNumber(value) ? "" : "-";
    return pad(text, Integer.parseInt(width), zero, meter);
  }
}
