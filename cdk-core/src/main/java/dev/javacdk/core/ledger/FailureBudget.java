package dev.javacdk.core.ledger;

/**
 * How many failures a stream bears (rule L4). Only partitions first started in this attempt count
 * against the attempt: else the same failures would use it up every time, and what lies behind them
 * would never be read. Confined to the ledger's owner.
 */
final class FailureBudget {

  /** How many partitions first started in an attempt may fail before no more are handed out. */
  static final int NEW_FAILURES = 25;

  /** How many failed partitions a state may list before no more are handed out. */
  static final int LISTED_FAILURES = 1_000;

  private final int mostNew;
  private final int mostListed;
  private int newFailures;
  private int listed;

  /** What an attempt bears where nothing else is said. */
  static FailureBudget ofAnAttempt() {
    return new FailureBudget(NEW_FAILURES, LISTED_FAILURES);
  }

  FailureBudget(int mostNew, int mostListed) {
    this.mostNew = mostNew;
    this.mostListed = mostListed;
  }

  void cameIn() {
    listed++;
  }

  void failed(boolean startedInThisAttempt) {
    listed++;
    if (startedInThisAttempt) {
      newFailures++;
    }
  }

  void recovered() {
    listed--;
  }

  /** Whether the attempt's own budget is used up. */
  boolean usedUp() {
    return newFailures >= mostNew;
  }

  /** Whether new partitions may be handed out. */
  boolean handOut() {
    return !usedUp() && listed < mostListed;
  }
}
