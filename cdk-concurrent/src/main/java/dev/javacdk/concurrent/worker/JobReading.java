package dev.javacdk.concurrent.worker;

import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.page.PageReading;
import dev.javacdk.core.walk.PageSaid;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages for one job at a time, and keeps its buffers for the next job of the same stream.
 * Confined to the worker that has it.
 */
final class JobReading {

  private final StreamWork work;
  private final BatchOutput output;
  private final PageReading pages;

  JobReading(StreamWork work, StreamState incoming) {
    this.work = work;
    this.output = new BatchOutput(work.stop());
    this.pages =
        new PageReading(
            work.stream(),
            incoming,
            work.shared(),
            work.context(),
            output,
            work.clock(),
            output::inside);
  }

  /** From now on it reads for this job. */
  void begin(Job job) {
    output.begin(job);
    if (job instanceof PartitionJob) {
      pages.beginPartition();
    }
  }

  /**
   * Reads one page and hands over its records.
   *
   * @throws dev.javacdk.api.read.ReadStopped where no more records are wanted, even if the author's
   *     code has swallowed that: its page may lack records
   */
  PageSaid read(StreamSlice slice) throws Exception {
    PageSaid said = pages.read(slice);
    work.stop().check();
    return said;
  }

  /** What others may take of the page that was read last; null where nobody does. */
  @Nullable KeptPage kept() {
    return pages.kept();
  }
}
