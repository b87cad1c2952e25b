package dev.javacdk.manifest.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a manifest writes times: the patterns of C ({@code %Y-%m-%dT%H:%M:%S%z}) and those of
 * Python's kit, {@code %s}, {@code %s_as_float}, {@code %ms}, {@code %epoch_microseconds} and
 * {@code %_ms}. A value; safe for use by many threads.
 */
public final class DatetimeFormat {

  private static final OffsetDateTime EPOCH =
      LocalDateTime.of(1970, 1, 1, 0, 0).atOffset(ZoneOffset.UTC);
  private static final String MILLIS = "%_ms";

  private final String format;

  private DatetimeFormat(String format) {
    this.format = format;
  }

  /** By this pattern; whether it can be read is seen at the first time that is read by it. */
  public static DatetimeFormat of(String format) {
    return new DatetimeFormat(format);
  }

  /**
   * The time that a text says, in UTC where it says no zone.
   *
   * @throws DateTimeException if the text does not fit
   */
  public OffsetDateTime parse(String text) {
    try {
      return read(text).at();
    } catch (Failure failure) {
      throw new DateTimeException(failure.problem() + " '" + format + "'", failure);
    }
  }

  /** The text of a time, with its fields as its own zone has them. */
  public String format(OffsetDateTime time) {
    try {
      return write(Moment.of(time));
    } catch (Failure failure) {
      throw new DateTimeException(failure.problem(), failure);
    }
  }

  Moment read(String text) {
    try {
      Moment counted = counted(text);
      if (counted != null) {
        return counted;
      }
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      throw new Failure("the text does not fit the date format");
    }
    Moment read = Strptime.of(format.replace(MILLIS, "%f")).parse(text);
    return read.offset() == null ? new Moment(read.local(), ZoneOffset.UTC) : read;
  }

  private @Nullable Moment counted(String text) {
    return switch (format) {
      case "%s" -> after(integer(text), ChronoUnit.SECONDS);
      case "%ms" -> after(integer(text), ChronoUnit.MILLIS);
      case "%epoch_microseconds" -> after(integer(text), ChronoUnit.MICROS);
      case "%s_as_float" -> {
        BigDecimal seconds = new BigDecimal(Double.parseDouble(text.strip()));
        BigDecimal micros = seconds.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN);
        yield after(micros.longValueExact(), ChronoUnit.MICROS);
      }
      default -> null;
    };
  }

  private static long integer(String text) {
    return Long.parseLong(text.strip());
  }

  private static Moment after(long count, ChronoUnit unit) {
    return Moment.of(EPOCH.plus(count, unit));
  }

  String write(Moment moment) {
    double seconds = DateMethods.timestamp(moment);
    return switch (format) {
      case "%s" -> whole(seconds);
      case "%ms" -> whole(seconds * 1_000);
      case "%epoch_microseconds" -> whole(seconds * 1_000_000);
      case "%s_as_float" -> PythonText.real(seconds);
      default ->
          format.contains(MILLIS)
              ? Strftime.format(moment, format.replace(MILLIS, "%f"))
                  .replace(Strftime.format(moment, "%f"), millis(moment))
              : Strftime.format(moment, format);
    };
  }

  /** Cut towards zero, of a float, as Python's kit does it. */
  private static String whole(double number) {
    return String.valueOf((long) number);
  }

  private static String millis(Moment moment) {
    return String.format(Locale.ROOT, "%03d", moment.micros() / 1_000);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DatetimeFormat that && format.equals(that.format);
  }

  @Override
  public int hashCode() {
    return format.hashCode();
  }

  @Override
  public String toString() {
    return format;
  }
}
