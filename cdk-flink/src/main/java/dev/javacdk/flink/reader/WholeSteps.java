package dev.javacdk.flink.reader;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.page.PageReading;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.flink.split.Reached;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads a stream without parts. Confined to the fetch thread. */
final class WholeSteps implements Steps {

  private final PageReading pages;
  private final CheckpointReader slices;

  WholeSteps(Stream stream, PageReading pages, ObjectNode state, InstantSource clock) {
    this.pages = pages;
    this.slices =
        CheckpointReaders.of(
            stream,
            state,
            request -> {
              throw new IllegalStateException("a stream without parts has no parent: " + request);
            },
            clock);
  }

  /** The state of such a stream, as a checkpoint reader takes it. */
  static ObjectNode state(Reached reached) {
    return (ObjectNode) ExactJson.MAPPER.readTree(reached.cursor());
  }

  @Override
  public Told next(Reached from) throws Exception {
    Optional<StreamSlice> slice = slices.next();
    if (slice.isEmpty()) {
      return new Told(Coverage.COVERED, from.after(state(from.cursor()), 0, false));
    }
    Coverage coverage = CheckpointReaders.observe(slices, pages.read(slice.get()));
    Optional<StreamState> state = slices.checkpoint();
    Reached reached = state.map(s -> from.after(StateJson.text(s), 0, true)).orElse(from);
    return new Told(
        state.isEmpty() && coverage == Coverage.COVERED ? Coverage.NOT_YET : coverage, reached);
  }

  private String state(String otherwise) {
    return slices.checkpoint().map(StateJson::text).orElse(otherwise);
  }
}
