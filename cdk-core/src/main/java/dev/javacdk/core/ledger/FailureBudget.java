package dev.javacdk.core.ledger;

/**
 * How many failures a stream bears (rule L4). Only partitions first started in this attempt count
 * against the attempt: else the same failures would use it up every time, and what lies behind them
 * would never be read. Confined to the ledger's owner.
 */
final class FailureBudget {

  private final LedgerRules rules;
  private int newFailures;
  private int listed;

  FailureBudget(LedgerRules rules) {
    this.rules = rules;
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
    return newFailures >= rules.newFailures();
  }

  /** Whether new partitions may be handed out. */
  boolean handOut() {
    return !usedUp() && listed < rules.listedFailures();
  }
}
