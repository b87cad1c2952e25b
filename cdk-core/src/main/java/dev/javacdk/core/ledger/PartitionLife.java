package dev.javacdk.core.ledger;

import java.util.EnumSet;
import java.util.Set;

/** Where a listed partition stands, and where it may go from there. */
public enum PartitionLife {
  /** Listed, not being read: it came in with a state, or was put back. */
  PLANNED,
  /** A worker has it. */
  READING,
  /** Read to its end in this pass. */
  FINISHED,
  /** Reading it failed; a later attempt tries again. */
  FAILED;

  private Set<PartitionLife> next() {
    return switch (this) {
      case PLANNED -> EnumSet.of(READING, FINISHED);
      case READING -> EnumSet.of(FINISHED, FAILED, PLANNED);
      case FINISHED -> EnumSet.noneOf(PartitionLife.class);
      case FAILED -> EnumSet.of(READING, FINISHED);
    };
  }

  PartitionLife to(PartitionLife life) {
    if (!next().contains(life)) {
      throw new IllegalStateException("a partition cannot go from " + this + " to " + life);
    }
    return life;
  }
}
