package dev.javacdk.core.read;

import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.page.RecordTarget;
import dev.javacdk.core.sync.StopSignal;

/** Writes the records of one stream to the output at once. Confined to the thread that reads. */
final class SinkTarget implements RecordTarget {

  private final StopSignal stop;
  private final RecordsOut records;
  private Partition partition = Partition.whole();
  private Marks.Part part;

  SinkTarget(StopSignal stop, RecordsOut records) {
    this.stop = stop;
    this.records = records;
    this.part = records.part(partition);
  }

  /** The records that follow are of this partition. */
  void begin(Partition of) {
    if (!of.equals(partition)) {
      partition = of;
      part = records.part(of);
    }
  }

  /** The records of the partition that was begun last. */
  Marks.Part part() {
    return part;
  }

  @Override
  public void requireWanted() {
    stop.check();
  }

  @Override
  public void release(RecordEncoder lines, long count) {
    records.write(part, count, lines.size(), lines::release);
  }

  @Override
  public void discarded() {
    part.dropped();
  }
}
