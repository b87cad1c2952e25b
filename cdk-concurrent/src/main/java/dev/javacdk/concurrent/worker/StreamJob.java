package dev.javacdk.concurrent.worker;

import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.walk.Coverage;
import java.util.Optional;

/** Reads a stream without parts: the sequential loop, on one worker. */
public final class StreamJob extends Job {

  private final CheckpointReader slices;

  /** Reads these slices. */
  public StreamJob(StreamWork work, CheckpointReader slices) {
    super(work);
    this.slices = slices;
  }

  @Override
  public String part() {
    return "";
  }

  @Override
  Steps begin() {
    JobReading reading = work().take();
    reading.begin(this);
    return () -> read(reading);
  }

  private boolean read(JobReading reading) throws Exception {
    work().stop().check();
    Optional<StreamSlice> slice = slices.next();
    Coverage page = null;
    KeptPage kept = null;
    if (slice.isPresent()) {
      begins(slice.get());
      page = CheckpointReaders.observe(slices, reading.read(slice.get()));
      kept = reading.kept();
    }
    handOverPage(new Delivery.Checkpoint(this, slices.checkpoint(), page, kept));
    return slice.isPresent() && work().isWanted();
  }
}
