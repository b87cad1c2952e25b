package dev.javacdk.core.ledger;

import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.Standing;
import org.jspecify.annotations.Nullable;
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
  private Standing standing;
  private PartitionLife life;
  private int failures;
  private long page;
  private final boolean cameIn;
  private boolean passed;
  private @Nullable String readUntil;

  /** Where it stands in its listing; null where it is in none. Kept by the block. */
  @Nullable EntryBlock block;

  @Nullable LedgerEntry before;
  @Nullable LedgerEntry after;

  private LedgerEntry(
      Partition partition,
      Standing standing,
      int failures,
      long page,
      boolean cameIn,
      boolean finished) {
    this.partition = partition;
    this.data = dataOf(partition);
    this.standing = standing;
    this.failures = failures;
    this.page = page;
    this.cameIn = cameIn;
    this.life = finished ? PartitionLife.FINISHED : PartitionLife.PLANNED;
  }

  static LedgerEntry handedOut(Partition partition, Standing standing, long page) {
    return new LedgerEntry(partition, standing, 0, page, false, false);
  }

  static LedgerEntry cameIn(
      Partition partition, Standing standing, int failures, boolean finished) {
    return new LedgerEntry(partition, standing, failures, NOT_MET, true, finished);
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

  /** How far it was read. */
  public StreamState state() {
    return standing.state();
  }

  /** How far it was read, with the slice under way: what a state says of it. */
  public Standing standing() {
    return standing;
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

  /** Whether its reading was begun and not ended, in this attempt or an earlier one. */
  boolean isUnfinished() {
    return life != PartitionLife.FINISHED && (standing.open() != null || failures > 0);
  }

  /** Whether it cannot be met again in this pass. */
  boolean passed() {
    return passed;
  }

  /** The upper bound of the slice that was read last; null where it had none. */
  @Nullable String readUntil() {
    return readUntil;
  }

  void met(long page, Partition partition) {
    this.page = page;
    if (data.isEmpty() || !isUnfinished()) {
      this.partition = partition;
      this.data = dataOf(partition);
      changed();
    }
  }

  void become(PartitionLife life) {
    this.life = this.life.to(life);
    changed();
  }

  void at(Standing standing) {
    this.standing = standing;
    changed();
  }

  void started() {
    if (standing.open() == null) {
      at(standing.open(OpenSlice.STARTED));
    }
  }

  /** No state says it. */
  void readUntil(@Nullable String until) {
    this.readUntil = until;
  }

  void pass() {
    this.passed = true;
    changed();
  }

  void countFailure() {
    failures++;
    changed();
  }

  void recovered() {
    failures = 0;
    changed();
  }

  /** What a state says of it is not what it said before. */
  private void changed() {
    EntryBlock within = block;
    if (within != null) {
      within.changed();
    }
  }
}
