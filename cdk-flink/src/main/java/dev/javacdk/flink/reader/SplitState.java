package dev.javacdk.flink.reader;

import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;

/** A split, and how far it was emitted by now. Confined to the task's thread. */
final class SplitState {

  private PartitionSplit split;

  SplitState(PartitionSplit split) {
    this.split = split;
  }

  void reached(Reached now) {
    split = split.at(now);
  }

  PartitionSplit split() {
    return split;
  }
}
