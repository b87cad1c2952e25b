package dev.javacdk.concurrent.worker;

import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.page.RecordTarget;
import dev.javacdk.core.sync.StopSignal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the records of a worker as batches of encoded lines: the JSON is made on the worker,
 * so its cost is spread over the cores. Confined to the worker.
 */
final class BatchOutput implements RecordTarget {

  private final StopSignal stop;
  private @Nullable Job job;

  BatchOutput(StopSignal stop) {
    this.stop = stop;
  }

  void begin(Job job) {
    this.job = job;
  }

  private Job job() {
    return Objects.requireNonNull(job, "no job has begun");
  }

  @Override
  public void requireWanted() {
    stop.check();
    job().activity().sign();
  }

  @Override
  public void release(RecordEncoder lines, long records) {
    Job current = job();
    current.handOver(new Delivery.Records(current, lines.take(), records));
  }

  @Override
  public void discarded() {
    job().put(new Delivery.Discarded(job()));
  }

  /** A state is due inside the page; its records so far were released. */
  void inside(Progress progress) {
    if (job() instanceof StreamJob whole) {
      whole.put(new Delivery.Inside(whole, progress));
    }
  }
}
