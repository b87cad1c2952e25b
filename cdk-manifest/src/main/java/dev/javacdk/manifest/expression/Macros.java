package dev.javacdk.manifest.expression;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The functions that an expression can call. */
final class Macros {

  private static final Set<String> NAMES =
      Set.of(
          "now_utc",
          "today_utc",
          "today_with_timezone",
          "timestamp",
          "max",
          "min",
          "day_delta",
          "duration",
          "format_datetime",
          "str_to_datetime",
          "sanitize_url",
          "camel_case_to_snake_case",
          "generate_uuid",
          "dict",
          "namespace");

  private static final String DAY_DELTA_FORMAT = "%Y-%m-%dT%H:%M:%S.%f%z";

  private Macros() {}

  static boolean exists(String name) {
    return NAMES.contains(name);
  }

  /** Whether an expression may name it without being given it: a macro, or Jinja's own self. */
  static boolean isKnown(String name) {
    return exists(name) || name.equals("self");
  }

  static Object call(String name, Args args, Evaluator evaluator) {
    return switch (name) {
      case "now_utc" -> now(evaluator.scope(), args);
      case "today_utc" -> new Day(now(evaluator.scope(), args).local().toLocalDate());
      case "today_with_timezone" -> today(evaluator.scope(), args.text(0, "timezone"));
      case "timestamp" -> timestamp(args.need(0, "dt"));
      case "max" -> extreme(args, true, evaluator.meter());
      case "min" -> extreme(args, false, evaluator.meter());
      case "day_delta" -> dayDelta(evaluator.scope(), args);
      case "duration" -> Durations.parse(args.text(0, "datestring"));
      case "format_datetime" -> formatDatetime(args);
      case "str_to_datetime" -> toMoment(args.need(0, "s"));
      case "sanitize_url" -> quotePlus(args.text(0, "value"));
      case "camel_case_to_snake_case" -> snakeCase(args.text(0, "value"));
      case "generate_uuid" -> UUID.randomUUID().toString();
      case "namespace" -> new Namespace(new LinkedHashMap<>(args.byName()));
      default -> dict(args, evaluator.meter());
    };
  }

  private static Moment now(Scope scope, Args args) {
    args.only();
    return Moment.of(scope.clock().instant().atOffset(ZoneOffset.UTC));
  }

  private static Day today(Scope scope, String zone) {
    try {
      return new Day(scope.clock().instant().atZone(ZoneId.of(zone)).toLocalDate());
    } catch (DateTimeException e) {
      throw new Failure("there is no such time zone");
    }
  }

  private static Object timestamp(Object value) {
    if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw new Failure("not a finite number");
      }
      return Numbers.small(new BigDecimal(number).toBigInteger());
    }
    return Values.isInteger(value)
        ? Numbers.small(Numbers.big(value))
        : DateMethods.timestamp(toMoment(value));
  }

  private static Moment toMoment(Object value) {
    return IsoDates.parse(Values.text(Values.defined(value), "a date")).inUtc();
  }

  private static Object extreme(Args args, boolean greatest, Meter meter) {
    if (!args.byName().isEmpty() || args.inOrder().isEmpty()) {
      throw new Failure("takes values, or one list of them, and no names");
    }
    List<Object> items =
        args.inOrder().size() > 1 ? args.inOrder() : Values.iterate(args.inOrder().get(0), meter);
    if (items.isEmpty()) {
      throw new Failure("there are no values to choose from");
    }
    meter.spend(items.size());
    return Sorting.extreme(items, item -> item, greatest, meter);
  }

  private static Object dayDelta(Scope scope, Args args) {
    Object days = args.need(0, "num_days");
    if (!Values.isNumber(days)) {
      throw new Failure("'num_days' must be a number, not " + Types.name(days));
    }
    Object then = Operators.shift(now(scope, Args.NONE), Delta.ofDays(Numbers.real(days)));
    return Strftime.format(
        (Moment) Values.defined(then == null ? None.NONE : then),
        args.text(1, "format", DAY_DELTA_FORMAT));
  }

  private static Object formatDatetime(Args args) {
    args.only("dt", "format", "input_format");
    Object time = args.need(0, "dt");
    String format = args.text(1, "format");
    if (time instanceof Moment moment) {
      return Strftime.format(moment, format);
    }
    String input = inputFormat(args.maybe(2, "input_format"));
    Moment moment;
    if (Values.isInteger(time)) {
      moment = DatetimeFormat.of(input == null ? "%s" : input).read(Numbers.big(time).toString());
    } else if (input == null) {
      moment = toMoment(time);
    } else {
      moment = Strptime.of(input).parse(Values.text(Values.defined(time), "a date"));
    }
    ZoneOffset zone = moment.offset() == null ? ZoneOffset.UTC : moment.offset();
    return DatetimeFormat.of(format).write(new Moment(moment.local(), zone));
  }

  private static @Nullable String inputFormat(@Nullable Object value) {
    return value == null || !Values.isTrue(value) ? null : Values.text(value, "'input_format'");
  }

  /** As in a query: a space is a plus. */
  static String quotePlus(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static String snakeCase(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(i > 0 && c >= 'A' && c <= 'Z' ? "_" : "").append(c);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static Object dict(Args args, Meter meter) {
    Map<Object, Object> items = new LinkedHashMap<>();
    if (args.maybe(0, "") instanceof Dict other) {
      meter.spend(other.items().size());
      items.putAll(other.items());
    }
    items.putAll(args.byName());
    return new Dict(items);
  }
}
