package dev.javacdk.benchmarks;

import dev.javacdk.api.Stream;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.read.ReadEngine;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.sync.LiveConfig;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Tallies;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.event.Level;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a stream through the whole runtime, without the process around it. */
final class Kit {

  private Kit() {}

  /** Reads to the end; returns how many bytes were written. */
  static long read(ReadEngine engine, Stream stream) {
    Counted out = new Counted();
    RunClock clock = RunClock.system();
    Messages messages = new Messages(new MessageSink(out), new Redactor(), clock);
    LogRoute.to(messages, Level.ERROR);
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    Sync sync =
        new Sync(
            List.of(new StreamPlan(stream, none)),
            messages,
            new StateManager(messages.sink(), clock),
            new LiveConfig(none, messages),
            KitSettings.none(),
            false,
            new StopSignal(),
            new Tallies());
    if (!engine.read(sync).isEmpty()) {
      throw new IllegalStateException("the stream failed");
    }
    messages.sink().flush();
    return out.bytes();
  }

  /** Takes bytes and counts them. */
  static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }

    long bytes() {
      return bytes;
    }
  }
}
