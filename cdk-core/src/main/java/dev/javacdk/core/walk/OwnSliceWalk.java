package dev.javacdk.core.walk;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import org.jspecify.annotations.Nullable;

/**
 * The walk over an incremental slice that a stream cut itself: the next attempt cuts anew, so there
 * is nothing to say before its end. Confined to its owner.
 */
public final class OwnSliceWalk implements PartitionWalk {

  private final Cursor cursor;
  private final PageWalk pages;
  private @Nullable String max;

  /** A walk over this slice. */
  public OwnSliceWalk(String stream, Cursor cursor, StreamSlice slice) {
    this.cursor = cursor;
    this.pages = PageWalk.from(stream, slice);
    this.max = slice.since();
  }

  @Override
  public StreamSlice slice() {
    return pages.slice();
  }

  @Override
  public Step observe(PageSaid said) {
    max = CursorStates.greater(cursor.values(), max, said.greatest());
    if (pages.observe(said.progress())) {
      return Step.to(said.progress(), true, null);
    }
    return Step.to(said.progress(), false, standing(said.progress()));
  }

  private @Nullable Standing standing(Progress progress) {
    if (progress instanceof Progress.UpTo upTo) {
      return Standing.at(StreamState.at(upTo.position()));
    }
    return progress instanceof Progress.Complete && max != null
        ? Standing.at(CursorStates.at(cursor, max))
        : null;
  }
}
