package dev.javacdk.manifest.expression;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers out of texts, and rounded. */
final class NumberText {

  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(\\d(_?\\d)*\\.?|(\\d(_?\\d)*)?\\.\\d(_?\\d)*)([eE][+-]?\\d(_?\\d)*)?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9a-z](_?[0-9a-z])*");
  private static final int MOST_DIGITS = 4_300;

  private NumberText() {}

  static Object toInteger(Object value, Args args) {
    Values.defined(value);
    Object otherwise = args.maybe(0, "default");
    Object found = null;
    if (value instanceof String text) {
      BigInteger whole = integer(text, args.integer(1, "base", 10));
      Double real = whole == null ? real(text) : null;
      found = whole != null ? Numbers.small(whole) : real == null ? null : cut(real);
    } else if (value instanceof Double number) {
      found = cut(number);
    } else if (Values.isInteger(value)) {
      found = Numbers.small(Numbers.big(value));
    }
    return found != null ? found : otherwise == null ? (Object) 0L : otherwise;
  }

  static Object toFloat(Object value, Args args) {
    Values.defined(value);
    Object otherwise = args.maybe(0, "default");
    Object found = null;
    if (value instanceof String text) {
      found = real(text);
    } else if (Values.isNumber(value)) {
      found = Numbers.real(value);
    }
    return found != null ? found : otherwise == null ? (Object) 0.0 : otherwise;
  }

  private static @Nullable Object cut(double number) {
    return Double.isFinite(number) ? Numbers.small(new BigDecimal(number).toBigInteger()) : null;
  }

  private static @Nullable BigInteger integer(String text, int base) {
    String digits = TextMethods.strip(text, "strip", null).toLowerCase(Locale.ROOT);
    if (digits.length() > MOST_DIGITS || !INTEGER.matches(digits) || base < 2 || base > 36) {
      return null;
    }
    String sign = digits.startsWith("-") ? "-" : "";
    String plain = digits.replaceFirst("^[+-]", "").replace("_", "");
    String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "-";
    try {
      return new BigInteger(sign + (plain.startsWith(prefix) ? plain.substring(2) : plain), base);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static @Nullable Double real(String text) {
    String number = TextMethods.strip(text, "strip", null);
    if (FLOAT.matches(number)) {
      return Double.valueOf(number.replace("_", ""));
    }
    String sign = number.startsWith("-") ? "-" : "";
    return switch (number.toLowerCase(Locale.ROOT).replaceFirst("^[+-]", "")) {
      case "inf", "infinity" -> Double.valueOf(sign + "Infinity");
      case "nan" -> Double.NaN;
      default -> null;
    };
  }

  static Object round(Object value, int precision, String method) {
    if (Math.abs(precision) > 300) {
      throw new Failure("the precision is out of bounds");
    }
    if (method.equals("common") && !(value instanceof Double)) {
      return precision >= 0
          ? Numbers.small(Numbers.big(value))
          : whole(Numbers.big(value), precision);
    }
    double number = Numbers.real(value);
    if (!Double.isFinite(number)) {
      return number;
    }
    if (method.equals("common")) {
      double rounded =
          new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
      return rounded == 0 ? Math.copySign(0.0, number) : rounded;
    }
    double power = Math.pow(10, precision);
    double scaled = number * power;
    return switch (method) {
      case "ceil" -> Math.ceil(scaled) / power + 0.0;
      case "floor" -> Math.floor(scaled) / power;
      default -> throw new Failure("the method must be common, ceil or floor");
    };
  }

  private static Object whole(BigInteger number, int precision) {
    return Numbers.small(
        new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
  }
}
