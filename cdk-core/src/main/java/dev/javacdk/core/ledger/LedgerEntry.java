package dev.javacdk.core.ledger;

import dev.javacdk.api.Partition;
import dev.javacdk.api.StreamState;
import tools.jackson.databind.node.ObjectNode;

/**
 * One listed partition: the exception to "behind the watermark is done, ahead of it is not
 * started". Confined to the ledger's owner.
 */
public final class LedgerEntry {

  /** The page of an entry that came in with a state and was not met in the parent since. */
  static final long NOT_MET = 0;

  private Partition partition;
  private String data;
  private StreamState state;
  private PartitionLife life;
  private int failures;
  private long page;
  private final boolean cameIn;

  private LedgerEntry(
      Partition partition, StreamState state, int failures, long page, boolean cameIn) {
    this.partition = partition;
    this.data = dataOf(partition);
    this.state = state;
    this.failures = failures;
    this.page = page;
    this.cameIn = cameIn;
    this.life = state.isComplete() ? PartitionLife.FINISHED : PartitionLife.PLANNED;
  }

  static LedgerEntry handedOut(Partition partition, StreamState state, long page) {
    return new LedgerEntry(partition, state, 0, page, false);
  }

  static LedgerEntry cameIn(Partition partition, StreamState state, int failures) {
    return new LedgerEntry(partition, state, failures, NOT_MET, true);
  }

  /** The partition, with the data that its requests need. */
  public Partition partition() {
    return partition;
  }

  /** The data that its requests need as one JSON object; empty text where there is none. */
  String data() {
    return data;
  }

  private static String dataOf(Partition partition) {
    ObjectNode data = partition.data();
    return data.isEmpty() ? "" : data.toString();
  }

  /** How far it was read: what a state says of it. */
  public StreamState state() {
    return state;
  }

  /** Where it stands. */
  public PartitionLife life() {
    return life;
  }

  /** In how many attempts its reading failed. */
  public int failures() {
    return failures;
  }

  long page() {
    return page;
  }

  boolean cameIn() {
    return cameIn;
  }

  boolean wasMet() {
    return page != NOT_MET;
  }

  void met(long page, Partition partition) {
    this.page = page;
    if (data.isEmpty()) {
      this.partition = partition;
      this.data = dataOf(partition);
    }
  }

  void become(PartitionLife life) {
    this.life = this.life.to(life);
  }

  void at(StreamState state) {
    this.state = state;
  }

  void countFailure() {
    failures++;
  }
}
