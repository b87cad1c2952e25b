package dev.javacdk.core.checkpoint;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.OwnSliceWalk;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.core.walk.Step;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * For streams with a cursor field: the slices in turn, the newest cursor after each, and inside one
 * how to go on in it where that is possible. With no slices at all the state that came in, once.
 */
public final class IncrementalCheckpointReader implements CheckpointReader, FollowsCursor {

  private final Cursor cursor;
  private final SliceWalk slices;
  private StreamState state;
  private boolean newWord;
  private boolean readAny;

  private IncrementalCheckpointReader(Cursor cursor, SliceWalk slices, StreamState incoming) {
    this.cursor = cursor;
    this.slices = slices;
    this.state = incoming;
  }

  /** Reads slices that the stream cut itself, with this state as the one before them. */
  public static IncrementalCheckpointReader ofOwn(
      String stream, Cursor cursor, Iterator<StreamSlice> slices, StreamState incoming) {
    return new IncrementalCheckpointReader(
        cursor,
        SliceWalk.over(stream, slices, slice -> new OwnSliceWalk(stream, cursor, slice)),
        incoming);
  }

  /** Reads what has changed since the state that came in. */
  static IncrementalCheckpointReader of(
      String stream, Cursor cursor, CursorWalk walk, StreamState incoming) {
    return new IncrementalCheckpointReader(
        cursor, new SliceWalk(stream, List.of(walk).iterator()), incoming);
  }

  @Override
  public Optional<StreamSlice> next() {
    Optional<StreamSlice> next = slices.next();
    newWord |= next.isEmpty() && !readAny;
    readAny = true;
    return next;
  }

  @Override
  public void observe(Progress progress) {
    observe(PageSaid.of(progress));
  }

  @Override
  public Coverage observe(PageSaid said) {
    Step step = slices.observe(said);
    Standing standing = step.standing();
    StreamState before = state;
    if (standing != null) {
      state = StandingJson.state(cursor, standing);
    }
    newWord |= !step.more() || !state.equals(before);
    return step.coverage();
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
