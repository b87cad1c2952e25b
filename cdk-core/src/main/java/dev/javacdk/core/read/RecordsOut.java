package dev.javacdk.core.read;

import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.message.StreamStatus;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.StreamTally;
import java.util.function.Consumer;

/**
 * Where the records of one stream go out: the first ones say that it is being read, and all of them
 * count for its next state. Confined to the thread that writes output.
 */
public final class RecordsOut {

  private final StreamId stream;
  private final Sync sync;
  private final StreamTally tally;
  private final Marks marks;

  /** Of this stream of the sync. */
  public RecordsOut(StreamPlan plan, Sync sync, StreamTally tally) {
    this.stream = plan.id();
    this.marks = Marks.of(plan, sync);
    this.sync = sync;
    this.tally = tally;
  }

  /** Begins with the records of a part, or of the whole stream. */
  public Marks.Part part(Partition partition) {
    return marks.part(partition);
  }

  /** Writes so many records of a part, whose lines have so many bytes. */
  public void write(Marks.Part of, long records, long bytes, Consumer<MessageSink> lines) {
    if (tally.isFirst()) {
      sync.messages().status(stream, StreamStatus.RUNNING);
    }
    of.records();
    lines.accept(sync.messages().sink());
    sync.states().records(stream, records, bytes);
    tally.records(records, bytes);
  }
}
