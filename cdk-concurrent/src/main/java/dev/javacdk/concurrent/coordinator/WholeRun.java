package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Job;
import dev.javacdk.concurrent.worker.StreamJob;
import dev.javacdk.concurrent.worker.StreamWork;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.walk.Coverage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream without parts: one job, on one worker. Confined to the coordinator thread. */
final class WholeRun extends StreamRun {

  private @Nullable Job job;
  private @Nullable Throwable failure;

  WholeRun(StreamPlan plan, Sync sync, StreamWork work, Sharing sharing, CheckpointReader slices) {
    super(plan, sync, work, sharing);
    this.job = new StreamJob(work, slices);
  }

  @Override
  Optional<Job> findJob() {
    Optional<Job> next = Optional.ofNullable(job);
    job = null;
    return next;
  }

  @Override
  void commit(Delivery delivery) {
    if (delivery instanceof Delivery.Inside inside) {
      recordsOf(inside.job()).read(Coverage.COVERED);
      checkpoints().inside(inside.progress());
    } else if (delivery instanceof Delivery.Checkpoint page) {
      if (page.page() != null) {
        tally().page();
        recordsOf(page.job()).read(page.page());
      }
      page.state().map(EncodedState::of).ifPresent(state -> checkpoints().changed(() -> state));
      sharing().committed(page.job(), page.kept());
    } else {
      throw new IllegalStateException("a stream without parts does not expect " + delivery);
    }
  }

  @Override
  void failed(Job job, Throwable failure) {
    this.failure = failure;
  }

  @Override
  boolean hasNoJob() {
    return job == null;
  }

  @Override
  Optional<SourceError> outcome() {
    return Optional.ofNullable(failure).map(f -> Failures.of(f, "stream '" + id() + "'"));
  }
}
