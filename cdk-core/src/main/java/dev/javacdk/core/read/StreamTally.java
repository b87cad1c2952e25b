package dev.javacdk.core.read;

import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.Effort;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done for a stream so far, in numbers, for whoever looks at the log. Confined to the
 * thread that writes output.
 */
public final class StreamTally {

  private final StreamId stream;
  private final Instant started;
  private final Effort effort;
  private @Nullable Partition current;
  private long records;
  private long pages;
  private long partitions;
  private long failed;

  /**
   * Of a stream that is started now.
   *
   * @param effort what talking to its API costs
   */
  public StreamTally(StreamId stream, Instant now, Effort effort) {
    this.stream = stream;
    this.started = now;
    this.effort = effort;
  }

  /** Whether no record was written yet. */
  public boolean isFirst() {
    return records == 0;
  }

  /** So many records were written. */
  public void records(long count) {
    records += count;
  }

  /** A page was read. */
  public void page() {
    pages++;
  }

  /** A partition was started. */
  public void partition() {
    partitions++;
  }

  /** A page of this partition is read next, by the only one who reads the stream. */
  void reading(Partition partition) {
    if (!partition.equals(Partition.whole()) && !partition.equals(current)) {
      partition();
      current = partition;
    }
  }

  /** A part could not be read. */
  public void failed() {
    failed++;
  }

  /** All of it in one line. */
  public String line(Instant now) {
    StringBuilder line = new StringBuilder();
    line.append("stream '").append(stream).append("': ").append(records).append(" records, ");
    line.append(pages).append(" pages");
    effort.write(line);
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
