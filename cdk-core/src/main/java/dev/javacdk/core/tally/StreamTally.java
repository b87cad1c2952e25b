package dev.javacdk.core.tally;

import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What was done for a stream so far, in numbers. Counted by the thread that writes output; any
 * thread may look.
 */
public final class StreamTally {

  private final StreamId stream;
  private final Instant started;
  private final Effort effort;
  private final LongAdder records = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder pages = new LongAdder();
  private final LongAdder partitions = new LongAdder();
  private final LongAdder open = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder shared = new LongAdder();
  private @Nullable Partition current;
  private volatile @Nullable Instant ended;

  /**
   * Of a stream that is started now.
   *
   * @param effort what talking to its API costs
   */
  StreamTally(StreamId stream, Instant now, Effort effort) {
    this.stream = stream;
    this.started = now;
    this.effort = effort;
  }

  /** Whether no record was written yet. */
  public boolean isFirst() {
    return records.sum() == 0;
  }

  /** So many records were written, whose lines have so many bytes. */
  public void records(long count, long size) {
    records.add(count);
    bytes.add(size);
  }

  /** A page was read. */
  public void page() {
    pages.increment();
  }

  /** A page of a parent was taken over from the parent's own stream, and not asked for. */
  public void sharedPage() {
    shared.increment();
  }

  /** A partition was started. */
  public void partition() {
    partitions.increment();
    open.increment();
  }

  /** A partition that was started is not read any more, for now or for ever. */
  public void partitionLeft() {
    open.decrement();
  }

  /** A page of this partition is read next, by the only one who reads the stream. */
  public void reading(Partition partition) {
    if (!partition.equals(Partition.whole()) && !partition.equals(current)) {
      if (current != null) {
        partitionLeft();
      }
      partition();
      current = partition;
    }
  }

  /** A part could not be read. */
  public void failed() {
    failed.increment();
  }

  /** The stream is not read any more. */
  public void ended(Instant now) {
    ended = now;
  }

  /**
   * How far it is at a moment.
   *
   * @param time since it was started; of one that has ended, until then
   * @param partitions how many were started
   * @param open how many of them are being read
   * @param failed how many parts could not be read
   * @param waits how long its API's rate limit is still waited for; null where it is not
   */
  record Standing(
      StreamId stream,
      boolean ended,
      Duration time,
      long records,
      long bytes,
      long pages,
      long partitions,
      long open,
      long failed,
      long retries,
      @Nullable Duration waits) {}

  /** How far it is. */
  Standing standing(Instant now) {
    Instant end = ended;
    return new Standing(
        stream,
        end != null,
        Duration.between(started, end == null ? now : end),
        records.sum(),
        bytes.sum(),
        pages.sum(),
        partitions.sum(),
        end == null ? open.sum() : 0,
        failed.sum(),
        effort.retries(),
        end == null ? effort.waitLeft(now).orElse(null) : null);
  }

  /** All of it in one line. */
  public String line(Instant now) {
    StringBuilder line = new StringBuilder();
    line.append("stream '").append(stream).append("': ").append(records).append(" records, ");
    line.append(pages).append(" pages");
    effort.write(line);
    if (partitions.sum() > 0) {
      line.append(", ").append(partitions).append(" partitions started");
    }
    if (shared.sum() > 0) {
      line.append(", parent pages shared: ").append(shared);
    }
    if (failed.sum() > 0) {
      line.append(", ").append(failed).append(" failed");
    }
    return line.append(", ")
        .append(Duration.between(started, now).toMillis() / 1_000.0)
        .append(" s")
        .toString();
  }
}
