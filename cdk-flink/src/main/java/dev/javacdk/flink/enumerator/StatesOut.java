package dev.javacdk.flink.enumerator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.flink.job.StateListener;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;

/** Says where streams stand, as STATE messages. Confined to the coordinator thread. */
final class StatesOut {

  private final StateListener listener;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final StateManager states;

  StatesOut(StateListener listener, InstantSource clock) {
    this.listener = listener;
    this.states = new StateManager(new MessageSink(lines), clock);
  }

  /** The states of streams, by what a complete checkpoint says of them. */
  void completed(List<StandingBooks> streams) throws Exception {
    for (StandingBooks at : streams) {
      at.books().end();
      StreamId id = StreamId.of(at.stream().stream);
      states.records(id, at.stream().tellRecords(at.books().records()), 0);
      at.books().said().map(EncodedState::of).ifPresent(state -> states.write(id, state));
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
