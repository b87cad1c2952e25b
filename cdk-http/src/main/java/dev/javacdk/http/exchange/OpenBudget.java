package dev.javacdk.http.exchange;

import dev.javacdk.api.SourceContext;
import dev.javacdk.http.request.Call;
import io.github.bucket4j.Bucket;
import java.time.InstantSource;

/** A budget while it is being used. Safe for use by many threads; each waits for its own turn. */
final class OpenBudget {

  private final Budget budget;
  private final Bucket bucket;
  private final InstantSource clock;

  /**
   * A token bucket lets through its burst and what flows in meanwhile. With a tenth of the calls as
   * burst and the rest flowing in, no window of the budget's length sees more than its calls.
   */
  OpenBudget(Budget budget, InstantSource clock) {
    this.budget = budget;
    this.clock = clock;
    long burst = Math.max(1, budget.calls() / 10);
    long flow = budget.calls() - burst + 1;
    this.bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(burst).refillGreedy(flow, budget.window()))
            .build();
  }

  /** Returns when the call may be made. */
  void await(Call call, SourceContext context) {
    if (budget.about().test(call)) {
      long nanos = bucket.consumeIgnoringRateLimits(1);
      if (nanos > 0) {
        context.awaitRateLimit(clock.instant().plusNanos(nanos));
      }
    }
  }
}
