package dev.javacdk.core.read;

import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.message.StreamStatus;

/** Writes the records of one stream to the output at once. Confined to the thread that reads. */
final class SinkTarget implements RecordTarget {

  private final StreamId stream;
  private final Sync sync;
  private final StreamTally tally;

  SinkTarget(StreamId stream, Sync sync, StreamTally tally) {
    this.stream = stream;
    this.sync = sync;
    this.tally = tally;
  }

  @Override
  public void requireWanted() {
    sync.stop().check();
  }

  @Override
  public void release(RecordEncoder lines, long records) {
    if (tally.isFirst()) {
      sync.messages().status(stream, StreamStatus.RUNNING);
    }
    long bytes = lines.size();
    lines.release(sync.messages().sink());
    sync.states().records(stream, records, bytes);
    tally.records(records);
  }
}
