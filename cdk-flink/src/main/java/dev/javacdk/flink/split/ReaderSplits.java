package dev.javacdk.flink.split;

import dev.javacdk.flink.split.Reached.End;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The splits of a reader: those that it reads, and those whose reading has ended and that its
 * checkpoints still have to say. What was read to its end stays until the enumerator's checkpoints
 * have it; what has failed, until the attempt is over. Pure; confined to its owner.
 */
public final class ReaderSplits {

  private static final long NOT_SAID = -1;

  private final Map<String, PartitionSplit> open = new LinkedHashMap<>();
  private final Map<String, Ended> ended = new LinkedHashMap<>();

  /**
   * A split whose reading has ended.
   *
   * @param said the first checkpoint that has it so
   */
  private record Ended(PartitionSplit split, long said) {}

  /**
   * These were assigned, or come from a checkpoint.
   *
   * @return those of them that are to be read; what has failed before is tried again
   */
  public List<PartitionSplit> add(List<PartitionSplit> splits) {
    List<PartitionSplit> more = new ArrayList<>();
    for (PartitionSplit split : splits) {
      kept(split.kept());
      if (split.reached().isSettled()) {
        ended.put(split.splitId(), new Ended(split, NOT_SAID));
      } else {
        PartitionSplit next = split.reached().end() == End.FAILED ? split.again() : split;
        open.put(next.splitId(), next);
        more.add(next);
      }
    }
    return more;
  }

  /** One was emitted this far. */
  public void reached(PartitionSplit now) {
    if (now.reached().end() == End.OPEN) {
      open.put(now.splitId(), now);
    } else {
      open.remove(now.splitId());
      ended.put(now.splitId(), new Ended(now, NOT_SAID));
    }
  }

  /** Whether none is being read. */
  public boolean isIdle() {
    return open.isEmpty();
  }

  /** Of which streams those are that are being read. */
  public List<String> streams() {
    return open.values().stream().map(PartitionSplit::stream).distinct().toList();
  }

  /** All of them, as this checkpoint has them. */
  public List<PartitionSplit> in(long checkpoint) {
    ended.replaceAll(
        (id, end) -> end.said() == NOT_SAID ? new Ended(end.split(), checkpoint) : end);
    List<PartitionSplit> all = new ArrayList<>(open.values());
    ended.values().forEach(end -> all.add(end.split()));
    return all;
  }

  private void kept(long checkpoint) {
    ended
        .values()
        .removeIf(end ->
            end.split().reached().isSettled()
                && end.said() != NOT_SAID
                && end.said() <= checkpoint);
  }
}
