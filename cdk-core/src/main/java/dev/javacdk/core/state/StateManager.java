package dev.javacdk.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The current state of every stream of a sync; makes the STATE messages. Never writes a state twice
 * with no record in between (I5), and counts the records before each (I6). Confined to the thread
 * that writes output.
 */
public final class StateManager {

  private static final Logger LOG = SafeLogs.of(StateManager.class);

  /**
   * From where on a state is large.
   *
   * @param bytes more than this is said once
   * @param why what makes it so large, for who reads the warning
   */
  public record Size(long bytes, String why) {
    /** Of a full refresh. */
    public static final Size FULL_REFRESH =
        new Size(1L << 20, "a parent without positions keeps every finished partition listed");

    /** Of an incremental stream. */
    public static final Size INCREMENTAL =
        new Size(8L << 20, "each partition keeps a cursor of its own; foldPast(bytes) folds them");
  }

  /** From where on the first state of an incremental stream is not written at once. */
  private static final int SLOW = 1 << 20;

  private final MessageSink sink;
  private final InstantSource clock;
  private final Map<StreamId, Emitted> streams = new LinkedHashMap<>();

  /** Writes to this sink. */
  public StateManager(MessageSink sink, InstantSource clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /** From now on the stream's state counts as large from there on. */
  public void large(StreamId stream, Size size) {
    of(stream).large = size;
  }

  /** From now on the stream's states say of which refresh they are. */
  public void refresh(StreamId stream, Refresh refresh) {
    of(stream).refresh = refresh;
  }

  /** So many records of the stream were written, in so many bytes. */
  public void records(StreamId stream, long count, long bytes) {
    Emitted emitted = of(stream);
    emitted.records += count;
    emitted.recordBytes += bytes;
  }

  /**
   * The stream's state has changed: writes it where the policy says that one is due, and where it
   * differs from the one before.
   *
   * @param json gives the state; asked only where it is due
   * @return whether it was due
   */
  public boolean changed(StreamId stream, CheckpointPolicy policy, Supplier<EncodedState> json) {
    if (!isDue(stream, policy)) {
      return false;
    }
    EncodedState state = json.get();
    Emitted emitted = of(stream);
    boolean hasTime = !policy.isDue(moment(emitted).inNoHurry());
    if (hasTime && emitted.large.equals(Size.INCREMENTAL) && state.length() > SLOW) {
      emitted.isSlow = true;
      return false;
    }
    write(stream, state);
    return true;
  }

  /** Whether a state of the stream would be due now, if it had changed. */
  public boolean isDue(StreamId stream, CheckpointPolicy policy) {
    return policy.isDue(moment(of(stream)));
  }

  private CheckpointPolicy.Moment moment(Emitted emitted) {
    return new CheckpointPolicy.Moment(
        Duration.between(emitted.at, clock.instant()),
        emitted.recordBytes,
        emitted.stateBytes,
        emitted.lastBytes,
        emitted.state == null && !emitted.isSlow);
  }

  /**
   * Writes the state where it differs from the one before. The records since count on where not.
   */
  public void write(StreamId stream, EncodedState state) {
    Emitted emitted = of(stream);
    EncodedState before = emitted.state;
    if (before == null || !state.isSameAs(before)) {
      emit(stream, emitted, state);
    }
  }

  /** The stream was read to its end: records that no state covers yet get one. */
  public void finish(StreamId stream) {
    Emitted emitted = of(stream);
    EncodedState state = emitted.state;
    if (state != null && emitted.records > 0) {
      emit(stream, emitted, state);
    }
  }

  private void emit(StreamId stream, Emitted emitted, EncodedState state) {
    String head =
        "{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":"
            + stream.toJson()
            + ",\"stream_state\":";
    String tail = "},\"sourceStats\":{\"recordCount\":" + emitted.records + ".0}}}";
    List<byte[]> line = new ArrayList<>();
    line.add(head.getBytes(UTF_8));
    line.addAll(emitted.refresh.marked(state).pieces());
    line.add(tail.getBytes(UTF_8));
    long bytes = sink.writeLine(line);
    Size large = emitted.large;
    if (bytes > large.bytes() && emitted.lastBytes <= large.bytes()) {
      LOG.warn(
          "stream '{}': its state has grown to {} bytes, beyond {} MiB: {}",
          stream,
          bytes,
          large.bytes() >> 20,
          large.why());
    }
    // The first one is written whatever it costs: the share is that of those behind it.
    emitted.stateBytes += emitted.state == null ? 0 : bytes;
    emitted.state = state;
    emitted.records = 0;
    emitted.lastBytes = bytes;
    emitted.at = clock.instant();
  }

  private Emitted of(StreamId stream) {
    return streams.computeIfAbsent(stream, id -> new Emitted(clock.instant()));
  }

  private static final class Emitted {
    private @Nullable EncodedState state;
    private Size large = Size.FULL_REFRESH;
    private Refresh refresh = Refresh.none();
    private Instant at;
    private long records;
    private long recordBytes;
    private long stateBytes;
    private long lastBytes;

    /** The first state is large, and waits for its time as the others do. */
    private boolean isSlow;

    Emitted(Instant at) {
      this.at = at;
    }
  }
}
