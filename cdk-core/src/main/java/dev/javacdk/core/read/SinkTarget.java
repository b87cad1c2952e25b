package dev.javacdk.core.read;

import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.message.StreamStatus;

/** Writes the records of one stream to the output at once. Confined to the thread that reads. */
final class SinkTarget implements RecordTarget {

  private final StreamId stream;
  private final Sync sync;
  private boolean running;

  SinkTarget(StreamId stream, Sync sync) {
    this.stream = stream;
    this.sync = sync;
  }

  @Override
  public void requireWanted() {
    sync.stop().check();
  }

  @Override
  public void release(RecordEncoder lines, long records) {
    if (!running) {
      running = true;
      sync.messages().status(stream, StreamStatus.RUNNING);
    }
    long bytes = lines.size();
    lines.release(sync.messages().sink());
    sync.states().records(stream, records, bytes);
  }
}
