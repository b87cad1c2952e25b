package dev.javacdk.http.settings;

import dev.javacdk.http.request.Call;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * So many calls in any time window, shared by all streams and workers of a source. A value; each
 * method returns a changed copy.
 *
 * @param calls at most so many
 * @param window in any stretch of time of this length
 * @param about which calls count; called on reading threads
 */
public record Budget(long calls, Duration window, Predicate<Call> about) {

  /** Refuses a budget for nothing. */
  public Budget {
    Objects.requireNonNull(about, "about");
    if (calls < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "a budget needs at least one call in a positive time, not " + calls + " in " + window);
    }
  }

  /** So many calls, of any kind. */
  public static Budget of(long calls, Duration window) {
    return new Budget(calls, window, call -> true);
  }

  /** Only calls of which this holds count. */
  public Budget forCalls(Predicate<Call> about) {
    return new Budget(calls, window, about);
  }

  /** Only calls whose path has this text in it count. */
  public Budget forPath(String part) {
    return forCalls(call -> String.valueOf(call.url().getRawPath()).contains(part));
  }
}
