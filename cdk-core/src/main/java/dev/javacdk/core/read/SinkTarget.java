package dev.javacdk.core.read;

import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.page.RecordTarget;
import dev.javacdk.core.sync.StopSignal;

/** Writes the records of one stream to the output at once. Confined to the thread that reads. */
final class SinkTarget implements RecordTarget {

  private final StopSignal stop;
  private final RecordsOut records;

  SinkTarget(StopSignal stop, RecordsOut records) {
    this.stop = stop;
    this.records = records;
  }

  @Override
  public void requireWanted() {
    stop.check();
  }

  @Override
  public void release(RecordEncoder lines, long count) {
    records.write(count, lines.size(), lines::release);
  }
}
