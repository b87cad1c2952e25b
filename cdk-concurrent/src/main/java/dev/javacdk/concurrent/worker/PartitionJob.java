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
  Steps begin() {
    return new Pages(work().take());
  }

  private final class Pages implements Steps {
    private final PageWalk walk = PageWalk.from(stream().name(), first);
    private final JobReading reading;

    Pages(JobReading reading) {
      this.reading = reading;
      reading.begin(PartitionJob.this);
    }

    @Override
    public boolean next() throws Exception {
      if (!work().isWanted()) {
        return false;
      }
      Progress progress = reading.read(walk.slice());
      boolean more = walk.observe(progress);
      handOverPage(new Delivery.PageRead(PartitionJob.this, progress));
      return more;
    }

    @Override
    public void close() {
      work().giveBack(reading);
    }
  }
}
