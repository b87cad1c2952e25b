package dev.javacdk.concurrent.worker;

import dev.javacdk.api.CheckpointReader;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.core.checkpoint.CheckpointReaders;
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
  void run() throws Exception {
    JobReading reading = work().take();
    reading.begin(this);
    for (Optional<StreamSlice> slice = next(); slice.isPresent(); slice = next()) {
      CheckpointReaders.observe(slices, reading.read(slice.get()));
      handOverPage(new Delivery.Checkpoint(this, slices.checkpoint(), true));
      if (!work().isWanted()) {
        return;
      }
    }
    handOverPage(new Delivery.Checkpoint(this, slices.checkpoint(), false));
  }

  private Optional<StreamSlice> next() {
    work().stop().check();
    return slices.next();
  }
}
