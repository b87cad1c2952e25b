package dev.javacdk.core.checkpoint;

import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.PageWalk;
import java.util.Optional;

/**
 * For streams without a cursor field that go on where they stopped: the state is the next slice,
 * and {@link StreamState.Complete} ends it.
 */
public final class ResumableFullRefreshCheckpointReader implements CheckpointReader {

  private final PageWalk pages;
  private StreamState state;
  private boolean ended;
  private boolean newWord;

  /** Goes on from the state that came in. */
  public ResumableFullRefreshCheckpointReader(String stream, StreamState incoming) {
    this.state = incoming;
    this.ended = incoming.isComplete();
    this.newWord = ended;
    StreamState start = ended ? StreamState.initial() : incoming;
    this.pages = PageWalk.from(stream, StreamSlice.of(Partition.whole(), start.cursor()));
  }

  @Override
  public Optional<StreamSlice> next() {
    return ended ? Optional.empty() : Optional.of(pages.slice());
  }

  @Override
  public void observe(Progress progress) {
    if (pages.observe(progress)) {
      state = StreamState.at(pages.slice().cursor());
    } else {
      ended = true;
      state =
          progress instanceof Progress.UpTo upTo
              ? StreamState.at(upTo.position())
              : StreamState.complete();
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
