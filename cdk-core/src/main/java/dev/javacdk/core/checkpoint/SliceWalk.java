package dev.javacdk.core.checkpoint;

import dev.javacdk.api.Progress;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.walk.PageWalk;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Slices in turn, each read page by page. Confined to its reader. */
final class SliceWalk {

  private final String stream;
  private final Iterator<StreamSlice> slices;
  private @Nullable PageWalk walk;
  private boolean ended;

  SliceWalk(String stream, Iterator<StreamSlice> slices) {
    this.stream = stream;
    this.slices = slices;
  }

  /** The slice under way, or the next one; empty when all were read. */
  Optional<PageWalk> next() {
    if (walk == null) {
      if (!slices.hasNext()) {
        ended = true;
        return Optional.empty();
      }
      StreamSlice slice = slices.next();
      if (slice == null) {
        throw new SystemError(
            "stream '" + stream + "': its slices hold a null; a slice is never null");
      }
      walk = PageWalk.from(stream, slice);
    }
    return Optional.of(walk);
  }

  /** Returns whether the slice under way goes on. */
  boolean observe(Progress progress) {
    if (walk == null) {
      throw new IllegalStateException("stream '" + stream + "': no slice is being read");
    }
    boolean goesOn = walk.observe(progress);
    if (!goesOn) {
      walk = null;
    }
    return goesOn;
  }

  /** Whether {@link #next()} has said that all slices were read. */
  boolean ended() {
    return ended;
  }
}
