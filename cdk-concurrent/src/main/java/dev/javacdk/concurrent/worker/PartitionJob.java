package dev.javacdk.concurrent.worker;

import dev.javacdk.api.Partition;
import dev.javacdk.api.Progress;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.core.walk.PageWalk;

/** Reads one partition page by page, from where it stands to its end. */
public final class PartitionJob extends Job {

  private final StreamSlice first;

  /** Reads the slice's partition from there. */
  public PartitionJob(StreamWork work, StreamSlice first) {
    super(work);
    this.first = first;
  }

  /** The partition. */
  public Partition partition() {
    return first.partition();
  }

  @Override
  public String part() {
    return "partition " + first.partition();
  }

  @Override
  void run() throws Exception {
    JobReading reading = work().take();
    try {
      reading.begin(this);
      read(reading);
    } finally {
      work().giveBack(reading);
    }
  }

  private void read(JobReading reading) throws Exception {
    PageWalk walk = PageWalk.from(stream().name(), first);
    boolean more = true;
    while (more && work().isWanted()) {
      Progress progress = reading.read(walk.slice());
      more = walk.observe(progress);
      handOverPage(new Delivery.PageRead(this, progress));
    }
  }
}
