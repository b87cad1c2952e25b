package dev.javacdk.concurrent.worker;

import dev.javacdk.api.state.Partition;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Step;

/** Reads one partition page by page, from where it stands to its end. */
public final class PartitionJob extends Job {

  private final Partition partition;
  private final PartitionWalk walk;

  /** Reads what the walk says; it belongs to the job from now on. */
  public PartitionJob(StreamWork work, PartitionWalk walk) {
    super(work);
    this.partition = walk.slice().partition();
    this.walk = walk;
  }

  /** The partition. */
  public Partition partition() {
    return partition;
  }

  @Override
  public String part() {
    return "partition " + partition;
  }

  @Override
  Steps begin() {
    return new Pages(work().take());
  }

  private final class Pages implements Steps {
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
      begins(walk.slice());
      Step step = walk.observe(reading.read(walk.slice()));
      handOverPage(new Delivery.PageRead(PartitionJob.this, step, reading.kept()));
      return step.more();
    }

    @Override
    public void close() {
      work().giveBack(reading);
    }
  }
}
