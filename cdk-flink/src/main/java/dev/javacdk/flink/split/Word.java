package dev.javacdk.flink.split;

import java.io.Serializable;

/**
 * What a reader says of one of its splits.
 *
 * @param stream the stream of the split
 * @param number which of its splits
 * @param reached how far it was read
 */
public record Word(String stream, long number, Reached reached) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Of this split, as it stands. */
  public static Word of(PartitionSplit split) {
    return new Word(split.stream(), split.number(), split.reached());
  }
}
