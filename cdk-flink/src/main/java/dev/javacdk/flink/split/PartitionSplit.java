package dev.javacdk.flink.split;

import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.ExactJson;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;
import tools.jackson.databind.node.ObjectNode;

/**
 * One partition, or a stream without parts, as it is given to a reader. Immutable.
 *
 * @param stream the name of the stream, behind its namespace
 * @param number tells it from every other that was handed out of this stream
 * @param partition its key
 * @param data what its requests need beside the key; no part of it
 * @param failures in how many attempts its reading failed
 * @param reached how far it was read
 * @param kept when it was given: up to which checkpoint the enumerator has kept what readers said,
 *     so that they may forget what they have read to its end; negative where it has none
 */
public record PartitionSplit(
    String stream,
    long number,
    ObjectNode partition,
    ObjectNode data,
    int failures,
    Reached reached,
    long kept)
    implements SourceSplit {

  private static final long NONE = -1;

  /** Refuses what is not all there. */
  public PartitionSplit {
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(reached, "reached");
  }

  /** A partition that is handed out. */
  public static PartitionSplit of(
      String stream, long number, Partition partition, int failures, Reached reached) {
    return new PartitionSplit(
        stream, number, partition.toJson(), partition.data(), failures, reached, NONE);
  }

  @Override
  public String splitId() {
    return stream + "#" + number;
  }

  /** What is read. */
  public Partition toPartition() {
    if (isWhole()) {
      return Partition.whole();
    }
    Partition key = Partition.of(partition);
    return data.isEmpty() ? key : key.withData(data);
  }

  /** Whether it is a stream without parts. */
  public boolean isWhole() {
    return partition.isEmpty();
  }

  /** The same, read this far. */
  public PartitionSplit at(Reached now) {
    return new PartitionSplit(stream, number, partition, data, failures, now, kept);
  }

  /** The same, to be tried again: its reading has failed. */
  public PartitionSplit again() {
    return new PartitionSplit(stream, number, partition, data, failures + 1, reached.open(), kept);
  }

  /** The same, given when the enumerator has kept so much. */
  public PartitionSplit kept(long checkpoint) {
    return new PartitionSplit(stream, number, partition, data, failures, reached, checkpoint);
  }

  /** The stream and the key. */
  @Override
  public String toString() {
    return isWhole()
        ? "stream '" + stream + "'"
        : "stream '%s', partition %s"
            .formatted(stream, ExactJson.MAPPER.writeValueAsString(partition));
  }
}
