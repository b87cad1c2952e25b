package dev.javacdk.core.ledger;

import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Step;
import java.util.Optional;

/**
 * What is open and where, what is finished, and what was handed out, of one stream that is read in
 * parts: partitions, or windows. Confined to one owner; no thread, no I/O.
 */
public sealed interface Ledger permits PartitionLedger, WindowLedger {

  // Handing out

  /**
   * The next partition to read, listed as being read from now on. Empty where there is none now:
   * either {@link #request()} names a parent page to fetch, or nothing is left.
   */
  Optional<LedgerEntry> take();

  /**
   * Takes a partition that is listed as open, wherever its turn would be: whoever had it from an
   * earlier owner of these books still reads it. Empty where none of this key is open.
   */
  Optional<LedgerEntry> takeUp(Partition partition);

  /** The walk over a partition that was taken. */
  PartitionWalk walk(LedgerEntry taken);

  /** The parent page to fetch before more can be handed out; empty where there is none. */
  default Optional<ParentRequest> request() {
    return Optional.empty();
  }

  /** A parent page was fetched. */
  default void offer(ParentRequest request, ParentPage page) {
    throw new IllegalStateException("no parent page was asked for, but " + request + " was read");
  }

  /** A parent page cannot be fetched: nothing more comes from there in this attempt. */
  default void parentFailed(ParentRequest request) {
    throw new IllegalStateException("no parent page was asked for, but " + request + " failed");
  }

  /** How many partitions of the parent page in hand were not handed out yet. */
  default int onPage() {
    return 0;
  }

  /**
   * The parent page that {@link #request()} is going to name once the page in hand was handed out,
   * so that it can be fetched ahead; empty where that is not known yet.
   */
  default Optional<ParentRequest> ahead() {
    return Optional.empty();
  }

  // Progress of partitions

  /** A page of the partition was read and written. */
  void observe(Partition partition, Step step);

  /** Reading the partition failed: it stays listed where it is, for a later attempt. */
  void fail(Partition partition);

  // What may be said

  /** Nothing is left to take in this attempt, and no parent page to fetch. */
  boolean exhausted();

  /**
   * To be called once, when the ledger is {@link #exhausted} and nothing is being read any more.
   *
   * @throws dev.javacdk.api.error.SystemError where every partition was gone, ten or more of them
   *     (rule L7)
   */
  void endAttempt();

  /** Everything was handed out and read with success (rule L5). */
  boolean complete();

  /** Whether the hand-out was stopped because too many partitions failed. */
  boolean stoppedByFailures();

  /** How many partitions are listed. */
  int size();

  /** The listed partitions, in the order in which they were listed. A live view. */
  Iterable<LedgerEntry> entries();

  /** The stream's state. */
  StreamState state();

  /** The stream's state as it is written. What did not change since is not encoded again. */
  EncodedState encoded();
}
