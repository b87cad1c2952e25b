package dev.javacdk.core.walk;

/** What a state that is written now says of the records that were read of a part so far. */
public enum Coverage {
  /** They count as read: the next attempt goes on behind them. */
  COVERED,
  /** It says no more than before: the next attempt reads again what came since. */
  NOT_YET,
  /** They count as not read: the part is read again from its start. */
  VOID
}
