package dev.javacdk.core.state;

import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current state of every stream of a sync; makes the STATE messages. Never writes a state twice
 * with no record in between (I5), and counts the records before each (I6). Confined to the thread
 * that writes output.
 */
public final class StateManager {

  private final MessageSink sink;
  private final Map<StreamId, Emitted> streams = new LinkedHashMap<>();

  /** Writes to this sink. */
  public StateManager(MessageSink sink) {
    this.sink = sink;
  }

  /** So many records of the stream were written. */
  public void records(StreamId stream, long count) {
    of(stream).records += count;
  }

  /**
   * Says that the state is this now; writes it where it differs from the one before. The records
   * since count on where it does not.
   *
   * @param json one JSON object
   */
  public void checkpoint(StreamId stream, String json) {
    Emitted emitted = of(stream);
    if (!json.equals(emitted.state)) {
      emit(stream, emitted, json);
    }
  }

  /**
   * The stream is at its end for this attempt: records that no state covers yet get one.
   *
   * @return whether the stream has had a state at all
   */
  public boolean finish(StreamId stream) {
    Emitted emitted = of(stream);
    String state = emitted.state;
    if (state != null && emitted.records > 0) {
      emit(stream, emitted, state);
    }
    return state != null;
  }

  private void emit(StreamId stream, Emitted emitted, String json) {
    StringBuilder line = new StringBuilder(json.length() + 200);
    line.append("{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":");
    line.append(stream.toJson()).append(",\"stream_state\":").append(json);
    line.append("},\"sourceStats\":{\"recordCount\":").append((double) emitted.records).append("}}}");
    sink.writeLine(line.toString());
    emitted.state = json;
    emitted.records = 0;
  }

  private Emitted of(StreamId stream) {
    return streams.computeIfAbsent(stream, id -> new Emitted());
  }

  private static final class Emitted {
    private @Nullable String state;
    private long records;
  }
}
