package dev.javacdk.core.checkpoint;

import dev.javacdk.api.CheckpointReader;
import dev.javacdk.api.Progress;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.walk.PageWalk;
import java.util.Iterator;
import java.util.Optional;

/**
 * For streams with a cursor field: the slices in turn, the newest cursor after each. With no slices
 * at all the state that came in, once.
 */
public final class IncrementalCheckpointReader implements CheckpointReader {

  private final SliceWalk slices;
  private StreamState state;
  private boolean newWord;
  private boolean readAny;

  /** Reads these slices, with this state as the one before them. */
  public IncrementalCheckpointReader(
      String stream, Iterator<StreamSlice> slices, StreamState incoming) {
    this.slices = new SliceWalk(stream, slices);
    this.state = incoming;
  }

  @Override
  public Optional<StreamSlice> next() {
    Optional<StreamSlice> next = slices.next().map(PageWalk::slice);
    if (next.isPresent()) {
      readAny = true;
    } else if (!readAny) {
      readAny = true;
      newWord = true;
    }
    return next;
  }

  @Override
  public void observe(Progress progress) {
    if (slices.observe(progress)) {
      return;
    }
    if (progress instanceof Progress.UpTo upTo) {
      state = StreamState.at(upTo.position());
    }
    newWord = true;
  }

  @Override
  public Optional<StreamState> checkpoint() {
    if (!newWord) {
      return Optional.empty();
    }
    newWord = false;
    return Optional.of(state);
  }
}
