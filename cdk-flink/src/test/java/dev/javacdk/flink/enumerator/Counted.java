package dev.javacdk.flink.enumerator;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The metrics of an enumerator, without a cluster. */
final class Counted extends UnregisteredMetricsGroup implements SplitEnumeratorMetricGroup {

  private final Map<String, Counter> counters = new HashMap<>();
  private Gauge<Long> unassigned = () -> -1L;

  long of(String counter) {
    return requireNonNull(counters.get(counter)).getCount();
  }

  long unassigned() {
    return unassigned.getValue();
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    counters.put(name, counter);
    return counter;
  }

  @Override
  public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
    unassigned = gauge;
    return gauge;
  }
}
