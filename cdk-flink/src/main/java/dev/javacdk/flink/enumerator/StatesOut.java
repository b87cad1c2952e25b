package dev.javacdk.flink.enumerator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.StateListener;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Optional;
import org.apache.flink.metrics.Counter;

/**
 * Says of each complete checkpoint where its streams stand, as STATE messages. What not everybody
 * was heard of is left out, and counted. Confined to the coordinator thread.
 */
final class StatesOut {

  private final OpenedSource source;
  private final StateListener listener;
  private final Counter skipped;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final StateManager states;

  StatesOut(OpenedSource source, StateListener listener, Counter skipped) {
    this.source = source;
    this.listener = listener;
    this.skipped = skipped;
    this.states = new StateManager(new MessageSink(lines), source.sync().clock());
  }

  /** A checkpoint is complete, and the books know what it says. */
  void completed(Checkpoint checkpoint, Collection<StreamBooks> books) throws Exception {
    for (StreamBooks stream : books) {
      // What was read to its end stands as it stands: nothing of it is newer than the checkpoint.
      Optional<StreamBooks> at =
          stream.isOver()
              ? Optional.of(stream)
              : checkpoint.union(stream.name, stream.stream, source.sync().clock());
      if (at.isEmpty()) {
        skipped.inc();
        continue;
      }
      at.get().end();
      StreamId id = StreamId.of(stream.stream);
      states.records(id, stream.tellRecords(at.get().records()), 0);
      at.get().said().ifPresent(state -> states.write(id, state));
    }
    tell();
  }

  private void tell() throws Exception {
    String said = lines.toString(UTF_8);
    lines.reset();
    for (String line : said.lines().toList()) {
      listener.state(line);
    }
  }
}
