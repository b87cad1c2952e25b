package dev.javacdk.flink.enumerator;

import dev.javacdk.core.tally.Effort;
import dev.javacdk.flink.job.EffortMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * What a job shows of its enumerators. A job that starts again has another enumerator in the same
 * metric group, and Flink goes on to show what the first one has put there: so they share this.
 * Safe for use by many threads.
 */
public final class EnumeratorMetrics {

  final Effort effort = new Effort();
  final Counter statesSkipped = new ThreadSafeSimpleCounter();
  private volatile long unassigned;

  /** Nothing was done yet. */
  public EnumeratorMetrics() {}

  /** Shows them in this group. */
  void showIn(SplitEnumeratorMetricGroup group) {
    EffortMetrics.show(effort, group);
    group.counter("statesSkipped", statesSkipped);
    group.setUnassignedSplitsGauge(() -> unassigned);
  }

  /** So many splits have no reader now. */
  void unassigned(long splits) {
    unassigned = splits;
  }
}
