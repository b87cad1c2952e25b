package dev.javacdk.http.rule;

import dev.javacdk.http.response.Answer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers by which APIs say when they take requests again: {@code Retry-After} in seconds
 * or as a date, and the common forms of {@code RateLimit-Reset}. Pure.
 */
public final class RateLimits {

  private static final List<String> RESETS =
      List.of(
          "RateLimit-Reset", "X-RateLimit-Reset", "X-Rate-Limit-Reset", "X-RateLimit-Reset-After");
  private static final List<String> REMAINING =
      List.of("RateLimit-Remaining", "X-RateLimit-Remaining", "X-Rate-Limit-Remaining");

  /** A number of seconds beyond this is a point in time, not a wait: 2001 as seconds since 1970. */
  private static final BigDecimal EPOCH_SECONDS = new BigDecimal(1_000_000_000L);

  private static final BigDecimal EPOCH_MILLIS = new BigDecimal(1_000_000_000_000L);

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

  private RateLimits() {}

  /** When the API takes requests again; empty where it does not say. */
  public static Optional<Instant> until(Answer answer, Instant now) {
    Instant until = answer.header("Retry-After").map(v -> instant(v, now)).orElse(null);
    for (String header : RESETS) {
      if (until == null) {
        until = answer.header(header).map(v -> instant(v, now)).orElse(null);
      }
    }
    return Optional.ofNullable(until);
  }

  /** Whether the headers say that no calls are left, and when there will be. */
  static boolean usedUp(Answer answer) {
    boolean none =
        REMAINING.stream()
            .flatMap(h -> answer.headers(h).stream())
            .anyMatch(v -> v.strip().equals("0"));
    return (none && until(answer, Instant.EPOCH).isPresent())
        || answer.header("Retry-After").isPresent();
  }

  private static @Nullable Instant instant(String value, Instant now) {
    String text = value.strip();
    try {
      if (!NUMBER.matcher(text).matches()) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      }
      BigDecimal number = new BigDecimal(text);
      if (number.signum() < 0) {
        return now;
      }
      if (number.compareTo(EPOCH_MILLIS) >= 0) {
        return Instant.ofEpochMilli(number.longValue());
      }
      if (number.compareTo(EPOCH_SECONDS) >= 0) {
        return Instant.ofEpochSecond(number.longValue());
      }
      return now.plusMillis(number.movePointRight(3).longValue());
    } catch (ArithmeticException | DateTimeException e) {
      return null;
    }
  }
}
