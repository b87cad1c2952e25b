package dev.javacdk.core.page;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** How many records of a stream the operator wants at most. Safe for use by many threads. */
public final class RecordLimit {

  private final long most;
  private final AtomicLong taken = new AtomicLong();
  private volatile boolean refused;

  /** At most so many; empty: all. */
  public RecordLimit(OptionalLong most) {
    this.most = most.orElse(Long.MAX_VALUE);
  }

  /** Takes the place of one record; returns whether there was one. */
  boolean take() {
    boolean had = most == Long.MAX_VALUE || taken.getAndUpdate(n -> n < most ? n + 1 : n) < most;
    if (!had) {
      refused = true;
    }
    return had;
  }

  /** Gives back the places of records that were dropped. */
  void giveBack(long records) {
    if (most != Long.MAX_VALUE) {
      taken.addAndGet(-records);
    }
  }

  /** Whether no more records are wanted; stays so once one was refused. */
  public boolean isReached() {
    return refused || taken.get() >= most;
  }

  @Override
  public String toString() {
    return "the limit of " + most + " records";
  }
}
