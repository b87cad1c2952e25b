package dev.javacdk.concurrent.coordinator;

import dev.javacdk.core.message.StreamId;
import java.time.Duration;
import java.time.Instant;

/** What was done for a stream so far, in numbers. Confined to the coordinator thread. */
final class StreamTally {

  private final StreamId stream;
  private final Instant started;
  private long records;
  private long pages;
  private long partitions;
  private long failed;

  StreamTally(StreamId stream, Instant started) {
    this.stream = stream;
    this.started = started;
  }

  boolean isFirst() {
    return records == 0;
  }

  void records(long count) {
    records += count;
  }

  void page() {
    pages++;
  }

  void partition() {
    partitions++;
  }

  void failed() {
    failed++;
  }

  /** All of it in one line. */
  String line(Instant now) {
    StringBuilder line = new StringBuilder();
    line.append("stream '").append(stream).append("': ").append(records).append(" records, ");
    line.append(pages).append(" pages");
    if (partitions > 0) {
      line.append(", ").append(partitions).append(" partitions started");
    }
    if (failed > 0) {
      line.append(", ").append(failed).append(" failed");
    }
    return line.append(", ")
        .append(Duration.between(started, now).toMillis() / 1_000.0)
        .append(" s")
        .toString();
  }
}
