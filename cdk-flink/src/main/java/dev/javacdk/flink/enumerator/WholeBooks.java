package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Of a stream without parts: one split. Confined to the coordinator thread. */
final class WholeBooks extends StreamBooks {

  private static final String OUT = "out";
  private static final String COMPLETE = StateJson.text(StreamState.complete());
  private static final long NONE = 0;

  private String state;
  private boolean done;
  private long out;

  private WholeBooks(Stream stream, String state, boolean done, long out) {
    super(stream);
    this.state = state;
    this.done = done;
    this.out = out;
  }

  static WholeBooks begin(Stream stream, ObjectNode state) {
    boolean resumable = StreamKind.of(stream).isResumable();
    boolean complete = resumable && stream.cursor().isEmpty() && StateJson.isComplete(state);
    return new WholeBooks(stream, resumable ? state.toString() : "{}", complete, NONE);
  }

  static WholeBooks restore(Stream stream, ObjectNode json) {
    return new WholeBooks(
        stream,
        json.required(STATE).toString(),
        json.required(DONE).asBoolean(),
        json.required(OUT).asLong());
  }

  @Override
  void write(ObjectNode json) {
    json.set(STATE, ExactJson.MAPPER.readTree(state));
    json.put(DONE, done).put(OUT, isReturned(out) ? NONE : out);
  }

  @Override
  Optional<PartitionSplit> takeNew() {
    if (nothingIsLeft()) {
      return Optional.empty();
    }
    out = nextNumber();
    return Optional.of(PartitionSplit.of(name, out, Partition.whole(), 0, Reached.at(state)));
  }

  @Override
  boolean nothingIsLeft() {
    return done || out != NONE;
  }

  @Override
  int known() {
    return nothingIsLeft() ? 0 : 1;
  }

  @Override
  Set<Long> out() {
    return out == NONE ? Set.of() : Set.of(out);
  }

  @Override
  void settled(long number, Reached reached) {
    state = StreamKind.of(stream).isResumable() ? reached.cursor() : COMPLETE;
    done = true;
    out = NONE;
  }

  @Override
  void stands(long number, Reached reached, boolean failed) {
    state = reached.cursor();
  }

  @Override
  String text() {
    return state;
  }
}
