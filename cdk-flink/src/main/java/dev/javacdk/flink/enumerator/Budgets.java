package dev.javacdk.flink.enumerator;

import dev.javacdk.api.read.SharedBudget;
import dev.javacdk.core.sync.Turns;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The budgets of a job, for all of its readers and for the parents. Safe for use by many threads.
 */
public final class Budgets implements Turns {

  private final Map<SharedBudget, Bucket> buckets = new ConcurrentHashMap<>();
  private final TimeMeter time;

  /** Nothing of them is used yet. */
  public Budgets() {
    this(TimeMeter.SYSTEM_NANOTIME);
  }

  Budgets(TimeMeter time) {
    this.time = time;
  }

  @Override
  public Optional<Duration> take(SharedBudget budget) {
    return Optional.of(turn(budget));
  }

  /** Takes a turn, and says how long from now it is. Does not block. */
  Duration turn(SharedBudget budget) {
    return Duration.ofNanos(
        buckets.computeIfAbsent(budget, this::open).consumeIgnoringRateLimits(1));
  }

  private Bucket open(SharedBudget budget) {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(budget.burst()).refillGreedy(budget.flow(), budget.window()))
        .withCustomTimePrecision(time)
        .build();
  }
}
