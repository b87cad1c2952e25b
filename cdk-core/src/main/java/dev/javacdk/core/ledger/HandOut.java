package dev.javacdk.core.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is handed out next, and how many failures that bears (rule L4): first what came in open, then
 * what is new, at the end what failed in an earlier attempt. Confined to the ledger's owner.
 */
final class HandOut {

  private final Deque<LedgerEntry> ready = new ArrayDeque<>();
  private final Deque<LedgerEntry> retries = new ArrayDeque<>();
  private final FailureBudget failures;
  private int reading;

  HandOut(FailureBudget failures) {
    this.failures = failures;
  }

  /** One that failed in an earlier attempt came in, wherever it is read from. */
  void cameInFailed() {
    failures.cameIn();
  }

  /** One waits for its turn. */
  void add(LedgerEntry entry) {
    (entry.failures() > 0 ? retries : ready).add(entry);
  }

  /**
   * The next one, which is being read from now on.
   *
   * @param fresh one that no attempt has begun yet; null where there is none now
   * @param nothingNew whether there will be none in this attempt; asked where there is none now
   */
  Optional<LedgerEntry> take(Supplier<@Nullable LedgerEntry> fresh, BooleanSupplier nothingNew) {
    LedgerEntry entry = ready.poll();
    if (entry == null && failures.handOut()) {
      entry = fresh.get();
    }
    if (entry == null && !failures.usedUp() && (isStopped() || nothingNew.getAsBoolean())) {
      entry = retries.poll();
    }
    return entry == null ? Optional.empty() : Optional.of(begin(entry));
  }

  /** This one is being read already; empty where it does not wait to be. */
  Optional<LedgerEntry> takeUp(@Nullable LedgerEntry entry) {
    if (entry == null || entry.life() != PartitionLife.PLANNED) {
      return Optional.empty();
    }
    (entry.failures() > 0 ? retries : ready).remove(entry);
    return Optional.of(begin(entry));
  }

  private LedgerEntry begin(LedgerEntry entry) {
    entry.become(PartitionLife.READING);
    reading++;
    return entry;
  }

  /** One counts as read from now on. */
  void settled(LedgerEntry entry) {
    entry.become(PartitionLife.FINISHED);
    reading--;
    if (entry.failures() > 0) {
      failures.recovered();
      entry.recovered();
    }
  }

  /** One could not be read: it is left for a later attempt. */
  void failed(LedgerEntry entry) {
    reading--;
    entry.become(PartitionLife.FAILED);
    if (entry.failures() == 0) {
      failures.failed(!entry.cameIn());
    }
    entry.countFailure();
  }

  /** Whether too many failed for new ones to be handed out. */
  boolean isStopped() {
    return !failures.handOut();
  }

  /** Whether nobody is handed out any more in this attempt. */
  boolean isOver(BooleanSupplier nothingNew) {
    return ready.isEmpty()
        && (failures.usedUp() || (retries.isEmpty() && (isStopped() || nothingNew.getAsBoolean())));
  }

  /** Whether nobody is being read, and nobody waits. */
  boolean isIdle() {
    return reading == 0 && ready.isEmpty() && retries.isEmpty();
  }
}
