package dev.javacdk.flink;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What the jobs of this process report, by whole names; found by Flink. */
public final class SeenMetrics implements MetricReporter, MetricReporterFactory {

  private static final Map<String, Metric> SEEN = new ConcurrentHashMap<>();

  static void clear() {
    SEEN.clear();
  }

  /** The sum over all that end so, of all subtasks. */
  static long sum(String end) {
    return SEEN.entrySet().stream()
        .filter(metric -> metric.getKey().endsWith(end))
        .mapToLong(metric -> value(metric.getValue()))
        .sum();
  }

  /** Of each reader, what it shows under this name itself: not what its task does. */
  static List<Long> readers(String name) {
    Pattern wanted = Pattern.compile(".*\\.Source: library\\.\\d+\\." + name);
    return SEEN.entrySet().stream()
        .filter(metric -> wanted.matcher(metric.getKey()).matches())
        .map(metric -> value(metric.getValue()))
        .toList();
  }

  /** The sum of what the readers show under this name. */
  static long ofReaders(String name) {
    return readers(name).stream().mapToLong(Long::longValue).sum();
  }

  /** Names and values, as anybody may see them. */
  static String all() {
    StringBuilder text = new StringBuilder();
    SEEN.forEach((name, metric) -> {
      text.append(name).append('=');
      text.append(metric instanceof Gauge<?> gauge ? gauge.getValue() : "").append('\n');
    });
    return text.toString();
  }

  private static long value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : 0;
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    SEEN.put(group.getMetricIdentifier(name), metric);
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // What it was at the end is looked at.
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new SeenMetrics();
  }
}
