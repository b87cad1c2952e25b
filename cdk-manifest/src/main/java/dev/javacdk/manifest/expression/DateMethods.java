package dev.javacdk.manifest.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** The fields and methods of dates and times. */
final class DateMethods {

  private DateMethods() {}

  static @Nullable Object field(Moment moment, String name) {
    return field(moment, name, false);
  }

  static @Nullable Object field(Moment moment, String name, boolean dateOnly) {
    LocalDateTime local = moment.local();
    return switch (name) {
      case "year" -> (long) local.getYear();
      case "month" -> (long) local.getMonthValue();
      case "day" -> (long) local.getDayOfMonth();
      case "hour" -> dateOnly ? null : (Object) (long) local.getHour();
      case "minute" -> dateOnly ? null : (Object) (long) local.getMinute();
      case "second" -> dateOnly ? null : (Object) (long) local.getSecond();
      case "microsecond" -> dateOnly ? null : (Object) (long) moment.micros();
      default -> null;
    };
  }

  static @Nullable Object field(Delta delta, String name) {
    return switch (name) {
      case "days" -> delta.days();
      case "seconds" -> delta.seconds();
      case "microseconds" -> delta.microseconds();
      default -> null;
    };
  }

  static Object ofMoment(Moment self, String name, Args args) {
    return switch (name) {
      case "strftime" -> Strftime.format(self, args.text(0, "format"));
      case "isoformat" ->
          IsoText.of(self, args.text(0, "sep", "T"), args.text(1, "timespec", "auto"));
      case "timestamp" -> timestamp(self);
      case "date" -> new Day(self.local().toLocalDate());
      case "replace" -> self.with(replaced(self.local(), args, false));
      case "astimezone" -> astimezone(self, args);
      case "utcoffset" ->
          self.offset() == null
              ? None.NONE
              : new Delta(0, self.offset().getTotalSeconds() * Delta.MICROS_IN_SECOND);
      case "tzname" -> self.offset() == null ? None.NONE : Strftime.format(self, "%Z");
      default -> ofBoth(self, self.local(), name);
    };
  }

  /** To the zone of the machine, which is UTC. */
  private static Moment astimezone(Moment self, Args args) {
    args.only();
    return self.inUtc();
  }

  static double timestamp(Moment moment) {
    long micros = moment.at().toEpochSecond() * Delta.MICROS_IN_SECOND + moment.micros();
    return new Delta(0, micros).totalSeconds();
  }

  static Object ofDay(Day self, String name, Args args) {
    LocalDateTime start = self.date().atStartOfDay();
    return switch (name) {
      case "strftime" -> Strftime.format(new Moment(start, null), args.text(0, "format"));
      case "isoformat" -> self.date().toString();
      case "replace" -> new Day(replaced(start, args, true).toLocalDate());
      default -> ofBoth(self, start, name);
    };
  }

  private static Object ofBoth(Object self, LocalDateTime local, String name) {
    long day = local.getDayOfWeek().getValue();
    return switch (name) {
      case "weekday" -> day - 1;
      case "isoweekday" -> day;
      case "toordinal" -> local.toLocalDate().toEpochDay() + 719_163;
      case "isocalendar" ->
          Tuple.of(
              (long) local.get(IsoFields.WEEK_BASED_YEAR),
              (long) local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
              day);
      default -> throw Methods.unsupported(self, name);
    };
  }

  private static LocalDateTime replaced(LocalDateTime local, Args args, boolean dateOnly) {
    String[] names = {"year", "month", "day", "hour", "minute", "second", "microsecond"};
    ChronoField[] fields = {
      ChronoField.YEAR,
      ChronoField.MONTH_OF_YEAR,
      ChronoField.DAY_OF_MONTH,
      ChronoField.HOUR_OF_DAY,
      ChronoField.MINUTE_OF_HOUR,
      ChronoField.SECOND_OF_MINUTE,
      ChronoField.MICRO_OF_SECOND
    };
    args.only(dateOnly ? new String[] {"year", "month", "day"} : names);
    try {
      int year = args.integer(0, "year", local.getYear());
      int month = args.integer(1, "month", local.getMonthValue());
      int day = args.integer(2, "day", local.getDayOfMonth());
      LocalDateTime changed = LocalDateTime.of(year, month, day, 0, 0).with(local.toLocalTime());
      for (int i = 3; i < fields.length; i++) {
        changed = changed.with(fields[i], args.integer(i, names[i], changed.get(fields[i])));
      }
      return changed;
    } catch (DateTimeException e) {
      throw new Failure("there is no such date");
    }
  }
}
