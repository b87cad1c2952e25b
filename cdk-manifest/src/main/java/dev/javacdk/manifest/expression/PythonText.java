package dev.javacdk.manifest.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.Map;

/** What Python's {@code str} and {@code repr} write. */
final class PythonText {

  private static final int LEAST_EXPONENT = -4;
  private static final int MOST_EXPONENT = 16;

  private final StringBuilder out = new StringBuilder();
  private final Meter meter;

  private PythonText(Meter meter) {
    this.meter = meter;
  }

  /** As an output writes it. */
  static String str(Object value, Meter meter) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Undefined) {
      return "";
    }
    if (value instanceof Long || value instanceof Boolean) {
      return plain(value);
    }
    if (value instanceof Moment moment) {
      return IsoText.of(moment, ' ');
    }
    if (value instanceof Day day) {
      return day.date().toString();
    }
    if (value instanceof Delta delta) {
      return IsoText.of(delta);
    }
    return repr(value, meter);
  }

  /** As it stands inside of a list. */
  static String repr(Object value, Meter meter) {
    PythonText text = new PythonText(meter);
    text.write(value);
    return text.out.toString();
  }

  private static String plain(Object value) {
    return value instanceof Boolean truth ? (truth ? "True" : "False") : value.toString();
  }

  private void write(Object value) {
    int before = out.length();
    if (value instanceof String text) {
      quote(text);
    } else if (value instanceof Double number) {
      out.append(real(number));
    } else if (value == None.NONE) {
      out.append("None");
    } else if (value instanceof Dict dict) {
      writeMap(dict.items());
    } else if (value instanceof ListValue list) {
      writeAll("[", list.items(), "]");
    } else if (value instanceof Tuple tuple) {
      writeAll("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
    } else if (value instanceof Iteration iteration) {
      writeIteration(iteration);
    } else if (value instanceof Undefined) {
      out.append("Undefined");
    } else if (value instanceof Moment moment) {
      writeMoment(moment);
    } else if (value instanceof Day day) {
      out.append(
          "datetime.date(%d, %d, %d)"
              .formatted(
                  day.date().getYear(), day.date().getMonthValue(), day.date().getDayOfMonth()));
    } else if (value instanceof Delta delta) {
      writeDelta(delta);
    } else if (value instanceof Bound || value instanceof Namespace) {
      throw new Failure(
          Types.name(value) + " is written as a text; a key of this name is read by ['...']");
    } else {
      out.append(plain(value));
    }
    meter.spend(out.length() - before);
  }

  private void writeAll(String open, Iterable<Object> items, String close) {
    meter.enter();
    out.append(open);
    String between = "";
    for (Object item : items) {
      out.append(between);
      between = ", ";
      write(item);
    }
    out.append(close);
    meter.leave();
  }

  private void writeMap(Map<Object, Object> items) {
    meter.enter();
    out.append('{');
    String between = "";
    for (Map.Entry<Object, Object> entry : items.entrySet()) {
      out.append(between);
      between = ", ";
      write(entry.getKey());
      out.append(": ");
      write(entry.getValue());
    }
    out.append('}');
    meter.leave();
  }

  private void writeIteration(Iteration iteration) {
    if (iteration.kind().equals("generator")) {
      throw new Failure("what a filter goes through is written as a text; add '| list'");
    }
    if (iteration.kind().equals("set") && !iteration.items().isEmpty()) {
      writeAll("{", iteration.items(), "}");
      return;
    }
    if (iteration.items().isEmpty() && iteration.kind().equals("set")) {
      out.append("set()");
      return;
    }
    out.append(iteration.kind()).append('(');
    writeAll("[", iteration.items(), "]");
    out.append(')');
  }

  private void writeMoment(Moment moment) {
    LocalDateTime local = moment.local();
    out.append(
        "datetime.datetime(%d, %d, %d, %d, %d"
            .formatted(
                local.getYear(),
                local.getMonthValue(),
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute()));
    if (local.getSecond() != 0 || moment.micros() != 0) {
      out.append(", ").append(local.getSecond());
    }
    if (moment.micros() != 0) {
      out.append(", ").append(moment.micros());
    }
    if (moment.offset() != null) {
      out.append(", tzinfo=datetime.timezone.utc");
    }
    out.append(')');
  }

  private void writeDelta(Delta delta) {
    out.append("datetime.timedelta(");
    String between = "";
    long[] parts = {delta.days(), delta.seconds(), delta.microseconds()};
    String[] names = {"days=", "seconds=", "microseconds="};
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != 0) {
        out.append(between).append(names[i]).append(parts[i]);
        between = ", ";
      }
    }
    out.append(between.isEmpty() ? "0)" : ")");
  }

  private void quote(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    text.codePoints().forEach(c -> quoted(c, quote));
    out.append(quote);
  }

  private void quoted(int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** The shortest digits that are this number and no other. */
  static String real(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(Math.abs(number));
    BigDecimal digits = exact;
    boolean short15 = Math.abs(number) >= Double.MIN_NORMAL;
    for (int precision = short15 ? 15 : 1; precision <= 17; precision++) {
      digits = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (digits.doubleValue() == Math.abs(number)) {
        break;
      }
    }
    return (number < 0 ? "-" : "") + layOut(digits.stripTrailingZeros());
  }

  private static String layOut(BigDecimal number) {
    String digits = number.unscaledValue().toString();
    int exponent = digits.length() - 1 - number.scale();
    if (exponent >= LEAST_EXPONENT && exponent < MOST_EXPONENT) {
      String plain = number.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String mantissa = digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "");
    return mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
