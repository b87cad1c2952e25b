package dev.javacdk.flink.row;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** Texts of ISO 8601 as Flink has times. Without an offset they are of UTC, as tables are. */
final class Times {

  private static final int MOST_DIGITS = 9;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter();

  private Times() {}

  /** Days since 1970; null where it is no date. */
  static @Nullable Integer date(String text) {
    try {
      return Math.toIntExact(LocalDate.parse(text).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** To so many digits behind the second; null where it is no time. */
  static @Nullable TimestampData timestamp(String text, int digits) {
    try {
      TemporalAccessor read = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      LocalDateTime at =
          read instanceof OffsetDateTime offset
              ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : (LocalDateTime) read;
      int unit = (int) Math.pow(10, MOST_DIGITS - digits);
      return TimestampData.fromLocalDateTime(
          at.withNano(at.get(ChronoField.NANO_OF_SECOND) / unit * unit));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
