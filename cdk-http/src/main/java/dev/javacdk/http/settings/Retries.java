package dev.javacdk.http.settings;

import java.time.Duration;

/**
 * How often a request is sent, and how long is waited in between: one budget for a request,
 * whatever the mix of failures. A value; each method returns a changed copy.
 *
 * @param attempts in all, the first one included
 * @param first the wait before the second attempt; it doubles with each more, give or take a
 *     quarter
 * @param longest the longest wait between two attempts that the API did not ask for
 * @param longestLimit how long an API may answer nothing but rate limits, from the first of them
 *     on; also the longest single wait that it may ask for. Waits for limits are no attempts
 */
public record Retries(int attempts, Duration first, Duration longest, Duration longestLimit) {

  /** 8 attempts, from half a second to a minute; nothing but rate limits for up to two hours. */
  public static final Retries DEFAULT =
      new Retries(8, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofHours(2));

  /** Refuses what makes no sense. */
  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
    }
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("waits must grow from " + first + " to " + longest);
    }
  }

  /** With so many attempts in all. */
  public Retries attempts(int attempts) {
    return new Retries(attempts, first, longest, longestLimit);
  }

  /** With waits between these two. */
  public Retries backoff(Duration first, Duration longest) {
    return new Retries(attempts, first, longest, longestLimit);
  }

  /** With nothing but rate limits for so long at most. */
  public Retries longestLimit(Duration longestLimit) {
    return new Retries(attempts, first, longest, longestLimit);
  }
}
