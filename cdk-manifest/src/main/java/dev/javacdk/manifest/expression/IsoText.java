package dev.javacdk.manifest.expression;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as Python's {@code isoformat} and {@code str} write them. */
final class IsoText {

  private IsoText() {}

  static String of(Moment moment, char between) {
    return of(moment, String.valueOf(between), "auto");
  }

  static String of(Moment moment, String between, String precision) {
    LocalDateTime local = moment.local();
    String detail =
        precision.equals("auto") ? (moment.micros() == 0 ? "seconds" : "microseconds") : precision;
    String time =
        switch (detail) {
          case "hours" -> "%02d".formatted(local.getHour());
          case "minutes" -> "%02d:%02d".formatted(local.getHour(), local.getMinute());
          case "seconds" -> seconds(local);
          case "milliseconds" -> seconds(local) + ".%03d".formatted(moment.micros() / 1_000);
          case "microseconds" -> seconds(local) + ".%06d".formatted(moment.micros());
          default -> throw new Failure("isoformat knows no precision of this name");
        };
    return date(local) + between + time + (moment.offset() == null ? "" : zone(moment.offset()));
  }

  private static String date(LocalDateTime local) {
    return "%04d-%02d-%02d"
        .formatted(local.getYear(), local.getMonthValue(), local.getDayOfMonth());
  }

  private static String seconds(LocalDateTime local) {
    return "%02d:%02d:%02d".formatted(local.getHour(), local.getMinute(), local.getSecond());
  }

  static String zone(ZoneOffset offset) {
    int total = Math.abs(offset.getTotalSeconds());
    String text =
        "%s%02d:%02d"
            .formatted(offset.getTotalSeconds() < 0 ? "-" : "+", total / 3600, total / 60 % 60);
    return total % 60 == 0 ? text : text + ":%02d".formatted(total % 60);
  }

  static String of(Delta delta) {
    long seconds = delta.seconds();
    String time =
        "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
            + (delta.microseconds() == 0 ? "" : ".%06d".formatted(delta.microseconds()));
    long days = delta.days();
    String fixed = days == 0 ? time : days + (Math.abs(days) == 1 ? " day, " : " days, ") + time;
    return delta.months() == 0 ? fixed : months(delta.months()) + fixed;
  }

  /** In the words of the library that Python's kit uses. */
  private static String months(long months) {
    long years = months / 12;
    long rest = months % 12;
    return (years == 0 ? "" : years + " years, ")
        + (rest == 0 ? "" : rest + (rest <= 1 ? " month, " : " months, "));
  }
}
