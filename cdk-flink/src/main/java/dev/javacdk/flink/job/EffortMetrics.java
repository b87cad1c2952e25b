package dev.javacdk.flink.job;

import dev.javacdk.core.tally.Effort;
import org.apache.flink.metrics.MetricGroup;

/** Shows what talking to the API costs, under the names that its metrics have. */
public final class EffortMetrics {

  private EffortMetrics() {}

  /** Shows an effort in this group. */
  public static void show(Effort effort, MetricGroup in) {
    in.gauge("requests", effort::requests);
    in.gauge("retries", effort::retries);
    in.gauge("waitedMillis", effort::waitedMillis);
  }
}
