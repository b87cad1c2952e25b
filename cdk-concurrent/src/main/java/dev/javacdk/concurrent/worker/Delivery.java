package dev.javacdk.concurrent.worker;

import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.core.walk.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker hands over. Of one job they arrive in this order: records of a page, then what the
 * page says, page by page; then that the job has ended.
 */
public sealed interface Delivery {

  /** The job that it is of. */
  Job job();

  /** What it weighs in the queue. */
  default long bytes() {
    return 0;
  }

  /**
   * Encoded records.
   *
   * @param lines whole lines; belong to the coordinator from now on
   * @param count how many there are
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  record Records(Job job, byte[] lines, long count) implements Delivery {
    @Override
    public long bytes() {
      return lines.length;
    }
  }

  /** The records so far of the page in hand are void: it is read again from its start. */
  record Discarded(Job job) implements Delivery {}

  /** The reading of a page begins, of a stream on which others hang. */
  record Begun(Job job, StreamSlice slice) implements Delivery {}

  /**
   * A page of a partition was read, and has changed this.
   *
   * @param kept what others take of it; null where nobody does
   */
  record PageRead(PartitionJob job, Step step, @Nullable KeptPage kept) implements Delivery {
    @Override
    public long bytes() {
      return kept == null ? 0 : kept.bytes();
    }
  }

  /**
   * A page of a stream without parts was read, or there is none any more.
   *
   * @param state where there is one to tell
   * @param page what the page that was read has made of the records; null where there was none
   * @param kept what others take of it; null where nobody does
   */
  record Checkpoint(
      StreamJob job, Optional<StreamState> state, @Nullable Coverage page, @Nullable KeptPage kept)
      implements Delivery {
    @Override
    public long bytes() {
      return kept == null ? 0 : kept.bytes();
    }
  }

  /** A page of a stream without parts was read so far. */
  record Inside(StreamJob job, Progress progress) implements Delivery {}

  /** A page of a parent was read. */
  record ParentRead(ParentJob job, ParentPage page) implements Delivery {
    private static final long PARTITION = 256;

    @Override
    public long bytes() {
      return PARTITION * page.partitions().size();
    }
  }

  /** The last word of a job: its worker is free. */
  record Ended(Job job, @Nullable Throwable failure) implements Delivery {}
}
