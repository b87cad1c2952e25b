package dev.javacdk.concurrent.worker;

import dev.javacdk.api.Partition;
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
    boolean more = true;
    while (more && work().isWanted()) {
      Step step = walk.observe(reading.read(walk.slice()));
      more = step.more();
      handOverPage(new Delivery.PageRead(this, step));
    }
  }
}
