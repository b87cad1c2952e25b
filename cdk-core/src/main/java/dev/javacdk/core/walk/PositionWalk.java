package dev.javacdk.core.walk;

import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;

/** The walk of a full refresh: the position is the state. Confined to its owner. */
public final class PositionWalk implements PartitionWalk {

  private final PageWalk pages;

  /** A walk over a partition from where it stands. */
  public PositionWalk(String stream, Partition partition, StreamState from) {
    this.pages = PageWalk.from(stream, StreamSlice.of(partition, from.cursor()));
  }

  @Override
  public StreamSlice slice() {
    return pages.slice();
  }

  @Override
  public Step observe(PageSaid said) {
    boolean more = pages.observe(said.progress());
    StreamState state = more ? StreamState.at(pages.slice().cursor()) : StreamState.complete();
    return Step.to(said.progress(), more, Standing.at(state));
  }
}
