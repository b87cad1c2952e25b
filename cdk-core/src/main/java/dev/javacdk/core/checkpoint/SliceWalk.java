package dev.javacdk.core.checkpoint;

import com.google.common.collect.Iterators;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Step;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Slices in turn, each read page by page. Confined to its reader. */
final class SliceWalk {

  private final String stream;
  private final Iterator<? extends PartitionWalk> walks;
  private @Nullable PartitionWalk walk;
  private boolean ended;

  SliceWalk(String stream, Iterator<? extends PartitionWalk> walks) {
    this.stream = stream;
    this.walks = walks;
  }

  /** Walks over slices that are read page by page. */
  static SliceWalk over(
      String stream,
      Iterator<StreamSlice> slices,
      Function<StreamSlice, ? extends PartitionWalk> walk) {
    return new SliceWalk(
        stream,
        Iterators.transform(
            slices,
            slice -> {
              if (slice == null) {
                throw new SystemError(
                    "stream '" + stream + "': its slices hold a null; a slice is never null");
              }
              return walk.apply(slice);
            }));
  }

  /** The slice under way, or the next one; empty when all were read. */
  Optional<StreamSlice> next() {
    if (walk == null) {
      if (!walks.hasNext()) {
        ended = true;
        return Optional.empty();
      }
      walk = walks.next();
    }
    return Optional.of(walk.slice());
  }

  /** A page of the slice under way was read. */
  Step observe(PageSaid said) {
    if (walk == null) {
      throw new IllegalStateException("stream '" + stream + "': no slice is being read");
    }
    Step step = walk.observe(said);
    if (!step.more()) {
      walk = null;
    }
    return step;
  }

  /** Whether {@link #next()} has said that all slices were read. */
  boolean ended() {
    return ended;
  }
}
