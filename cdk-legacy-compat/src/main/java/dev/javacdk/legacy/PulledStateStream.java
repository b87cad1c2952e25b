package dev.javacdk.legacy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.message.ExactJson;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An old stream that keeps state, as a stream of today. While records are pulled its state is the
 * one from before the pull: an iterator may count a record that nobody has written yet. It can go
 * with {@link LegacyStream}. Confined to the thread that reads.
 */
final class PulledStateStream extends PulledStream implements StateMixin {

  private final StateMixin kept;
  private final boolean checkpointsInside;
  private @Nullable StreamState written;

  PulledStateStream(LegacyStream stream, StateMixin kept) {
    super(stream);
    this.kept = kept;
    this.checkpointsInside = cursor().map(c -> c.checkpointInterval().isPresent()).orElse(false);
  }

  @Override
  StreamState current() {
    return kept.state();
  }

  @Override
  public StreamState state() {
    StreamState before = written;
    return before == null ? kept.state() : before;
  }

  @Override
  public void state(StreamState state) {
    kept.state(state);
  }

  @Override
  public Iterator<StreamSlice> slices(StreamState incoming) {
    kept.state(incoming);
    return givenSlices();
  }

  @Override
  public void readRecords(StreamSlice slice, RecordOutput output, ReadContext context)
      throws Exception {
    try {
      if (cursor().isEmpty()) {
        pull(onlySlice().at(slice.cursor()), output, context);
      } else {
        super.readRecords(slice, output, context);
      }
    } finally {
      written = null;
    }
  }

  /** One state without a cursor is the position in one slice; in several it would mean nothing. */
  private StreamSlice onlySlice() {
    Iterator<StreamSlice> slices = givenSlices();
    if (slices.hasNext()) {
      StreamSlice only = slices.next();
      if (!slices.hasNext()) {
        return only;
      }
    }
    throw new SystemError(
        "stream '%s': it keeps a state and has no cursor, so it must have exactly one slice; describe the others as Partitions with a reader for each"
            .formatted(name()));
  }

  @Override
  void beforeNext() {
    if (checkpointsInside) {
      written = kept.state();
    }
  }

  @Override
  void emit(Object record, RecordOutput output) {
    if (!(kept instanceof RecordState state)) {
      super.emit(record, output);
      return;
    }
    JsonNode json = record instanceof JsonNode node ? node : ExactJson.MAPPER.valueToTree(record);
    output.emit(json);
    if (json instanceof ObjectNode object) {
      state.add(object);
    }
  }
}
