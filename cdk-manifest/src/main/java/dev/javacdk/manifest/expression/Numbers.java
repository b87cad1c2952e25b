package dev.javacdk.manifest.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Python's arithmetic of numbers: integers without end, and floats. */
final class Numbers {

  private static final MathContext EXACT_ENOUGH = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final double EXACT_IN_DOUBLE = 1L << 53;

  private Numbers() {}

  /** The integer as a {@code Long}, where it is one. */
  static Object small(BigInteger number) {
    if (number.bitLength() > Meter.MOST_BITS) {
      throw new Failure("a number of more than " + Meter.MOST_BITS + " bits, which is the bound");
    }
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    return number;
  }

  /** A boolean counts as 0 or 1. */
  static BigInteger big(Object value) {
    if (value instanceof BigInteger number) {
      return number;
    }
    return BigInteger.valueOf(
        value instanceof Boolean truth ? (truth ? 1 : 0) : ((Long) value).longValue());
  }

  static double real(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    double real = value instanceof Long number ? number : big(value).doubleValue();
    if (Double.isInfinite(real)) {
      throw new Failure("the integer is too large for a float");
    }
    return real;
  }

  /** An int, for what counts characters and places; what is beyond is cut to the nearest. */
  static int clamped(Object value) {
    if (!Values.isInteger(value)) {
      throw Failure.ofType("expected an integer, found " + Types.name(value));
    }
    BigInteger number = big(value);
    return number.bitLength() < Integer.SIZE
        ? number.intValue()
        : number.signum() > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
  }

  static Object binary(String operator, Object left, Object right) {
    boolean whole = !(left instanceof Double || right instanceof Double);
    return switch (operator) {
      case "+" -> whole ? small(big(left).add(big(right))) : (Object) (real(left) + real(right));
      case "-" ->
          whole ? small(big(left).subtract(big(right))) : (Object) (real(left) - real(right));
      case "*" ->
          whole ? small(big(left).multiply(big(right))) : (Object) (real(left) * real(right));
      case "/" -> divide(left, right, whole);
      case "//" -> whole ? floorDivide(left, right) : (Object) floor(real(left), real(right));
      case "%" -> whole ? modulo(big(left), big(right)) : (Object) modulo(real(left), real(right));
      default -> power(left, right, whole);
    };
  }

  private static Object divide(Object left, Object right, boolean whole) {
    double divisor = real(right);
    checkDivisor(divisor);
    double dividend = real(left);
    if (whole && Math.max(Math.abs(dividend), Math.abs(divisor)) >= EXACT_IN_DOUBLE) {
      return new BigDecimal(big(left))
          .divide(new BigDecimal(big(right)), EXACT_ENOUGH)
          .doubleValue();
    }
    return dividend / divisor;
  }

  private static void checkDivisor(double divisor) {
    if (divisor == 0) {
      throw new Failure("division by zero");
    }
  }

  private static Object floorDivide(Object left, Object right) {
    BigInteger divisor = big(right);
    checkDivisor(divisor.signum());
    BigInteger[] parts = big(left).divideAndRemainder(divisor);
    boolean down = parts[1].signum() != 0 && parts[1].signum() != divisor.signum();
    return small(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  private static Object modulo(BigInteger left, BigInteger right) {
    checkDivisor(right.signum());
    BigInteger rest = left.remainder(right);
    return small(rest.signum() != 0 && rest.signum() != right.signum() ? rest.add(right) : rest);
  }

  private static double floor(double left, double right) {
    checkDivisor(right);
    double quotient = (left - modulo(left, right)) / right;
    if (quotient == 0) {
      return Math.copySign(0.0, left / right);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static double modulo(double left, double right) {
    checkDivisor(right);
    double rest = left % right;
    return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest == 0 ? 0.0 * right : rest;
  }

  private static Object power(Object left, Object right, boolean whole) {
    if (whole && big(right).signum() >= 0) {
      BigInteger base = big(left);
      BigInteger exponent = big(right);
      BigInteger bits = exponent.multiply(BigInteger.valueOf(base.bitLength()));
      boolean trivial = base.abs().compareTo(BigInteger.ONE) <= 0;
      if (!trivial && bits.compareTo(BigInteger.valueOf(Meter.MOST_BITS)) > 0) {
        throw new Failure("a power of more than " + Meter.MOST_BITS + " bits, which is the bound");
      }
      return small(base.pow(trivial ? trivialExponent(exponent) : exponent.intValueExact()));
    }
    if (real(left) == 0 && real(right) < 0) {
      throw new Failure("0 to a negative power");
    }
    double power = Math.pow(real(left), real(right));
    if (Double.isNaN(power) && !Double.isNaN(real(left)) && !Double.isNaN(real(right))) {
      throw new Failure("a power with an imaginary part is not supported");
    }
    if (Double.isInfinite(power) && Double.isFinite(real(left)) && Double.isFinite(real(right))) {
      throw new Failure("the power is too large for a float");
    }
    return power;
  }

  /** Of 0, 1 and -1, where only zero, odd and even matter. */
  private static int trivialExponent(BigInteger exponent) {
    return exponent.signum() == 0 ? 0 : exponent.testBit(0) ? 1 : 2;
  }

  static Object negate(Object value) {
    if (value instanceof Double number) {
      return -number;
    }
    return small(big(value).negate());
  }

  /** Compares without loss, also an integer with a float; NaN counts as greater than all. */
  static int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    boolean special =
        (left instanceof Double a && !Double.isFinite(a))
            || (right instanceof Double b && !Double.isFinite(b));
    if (special || (left instanceof Double && right instanceof Double)) {
      return Double.compare(asDouble(left) + 0.0, asDouble(right) + 0.0);
    }
    return decimal(left).compareTo(decimal(right));
  }

  private static double asDouble(Object value) {
    return value instanceof Double number ? number : big(value).doubleValue();
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof Double number ? new BigDecimal(number) : new BigDecimal(big(value));
  }
}
