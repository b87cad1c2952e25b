package dev.javacdk.flink.split;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by a reader to the enumerator at once: it goes on without this split, whose reading failed.
 *
 * @param stream the stream of the split
 * @param number which of its splits
 * @param isNew whether no attempt before has failed with it
 * @param reason why, without secrets
 */
public record SplitFailed(String stream, long number, boolean isNew, String reason)
    implements SourceEvent {

  private static final long serialVersionUID = 1;

  /** Of this split, whose reading has ended so. */
  public static SplitFailed of(PartitionSplit split) {
    return new SplitFailed(
        split.stream(), split.number(), split.failures() == 0, split.reached().reason());
  }
}
