package dev.javacdk.core.checkpoint;

import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PositionWalk;
import java.util.Iterator;
import java.util.Optional;

/**
 * For streams that cannot go on where they stopped: the slices in turn, nothing to say until all
 * were read, then that they were.
 */
public final class FullRefreshCheckpointReader implements CheckpointReader {

  private final SliceWalk slices;
  private boolean said;

  /** Reads these slices. */
  public FullRefreshCheckpointReader(String stream, Iterator<StreamSlice> slices) {
    this.slices =
        SliceWalk.over(
            stream,
            slices,
            slice -> new PositionWalk(stream, slice.partition(), StreamState.at(slice.cursor())));
  }

  @Override
  public Optional<StreamSlice> next() {
    return slices.next();
  }

  @Override
  public void observe(Progress progress) {
    slices.observe(PageSaid.of(progress));
  }

  @Override
  public Optional<StreamState> checkpoint() {
    if (said || !slices.ended()) {
      return Optional.empty();
    }
    said = true;
    return Optional.of(StreamState.complete());
  }
}
