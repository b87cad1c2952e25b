package dev.javacdk.core.sync;

import dev.javacdk.api.read.SharedBudget;
import java.time.Duration;
import java.util.Optional;

/** Who keeps the budgets that several processes share. Safe for use by many threads. */
@FunctionalInterface
public interface Turns {

  /** Nobody: this process is alone. */
  Turns NOT_SHARED = budget -> Optional.empty();

  /**
   * Takes a turn, and says how long from now it is; empty where nobody shares the budget. May
   * block.
   *
   * @throws dev.javacdk.api.read.ReadStopped where the thread is interrupted meanwhile
   */
  Optional<Duration> take(SharedBudget budget);
}
