package dev.javacdk.http.exchange;

import dev.javacdk.api.read.RunClock;
import dev.javacdk.api.read.SharedBudget;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.settings.Budget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A budget while it is being used: kept here, or by whom other processes ask too. Safe for use by
 * many threads; each waits for its own turn.
 */
final class OpenBudget {

  private final Budget budget;
  private final SharedBudget shared;
  private final Bucket bucket;

  /**
   * A token bucket lets through its burst and what flows in meanwhile. With a tenth of the calls as
   * burst and the rest flowing in, no window of the budget's length sees more than its calls.
   *
   * @param name what it is called where other processes share it
   */
  OpenBudget(Budget budget, String name, RunClock clock) {
    this.budget = budget;
    long burst = Math.max(1, budget.calls() / 10);
    long flow = budget.calls() - burst + 1;
    this.shared = new SharedBudget(name, burst, flow, budget.window());
    this.bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(burst).refillGreedy(flow, budget.window()))
            .withCustomTimePrecision(meter(clock))
            .build();
  }

  /** Returns when the call may be made. */
  void await(Call call, SourceContext context) {
    if (budget.about().test(call)) {
      Duration wait = context.turn(shared).orElseGet(() -> Duration.ofNanos(reserve()));
      if (wait.compareTo(Duration.ZERO) > 0) {
        context.awaitRateLimit(context.clock().instant().plus(wait));
      }
    }
  }

  /** Whether the call may be made now; then it counts as made. Of a budget that is kept here. */
  boolean isFree(Call call) {
    return !budget.about().test(call) || bucket.tryConsume(1);
  }

  private static TimeMeter meter(RunClock clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return clock.nanos();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }

  /** Takes a turn, and says in how many nanoseconds it is. */
  long reserve() {
    return bucket.consumeIgnoringRateLimits(1);
  }
}
