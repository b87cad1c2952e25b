package dev.javacdk.api.read;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * So many calls in a time, which several processes that read one source share: a bucket of tokens,
 * of which each call takes one. A value; one that says the same is the same budget.
 *
 * @param name tells it from the others of the source: the same in each process
 * @param burst how many tokens the bucket holds, at least 1; full at first
 * @param flow how many tokens flow in, evenly, in each window; at least 1
 * @param window more than zero
 */
public record SharedBudget(String name, long burst, long flow, Duration window)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Refuses a budget for nothing. */
  public SharedBudget {
    Objects.requireNonNull(name, "name");
    if (burst < 1 || flow < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "budget '%s' needs at least one call in a positive time, not %d and %d more in %s"
              .formatted(name, burst, flow, window));
    }
  }
}
