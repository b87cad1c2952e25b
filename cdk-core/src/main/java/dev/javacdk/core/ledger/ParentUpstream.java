package dev.javacdk.core.ledger;

import dev.javacdk.api.Partition;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PageWalk;
import java.util.Optional;

/** The records of a parent that has no partitions itself: the watermark is its position. */
final class ParentUpstream extends Upstream {

  private final String parent;
  private final boolean resumable;
  private PageWalk walk;
  private StreamState state;
  private boolean failed;

  ParentUpstream(String parent, boolean resumable, StreamState state) {
    this.parent = parent;
    this.resumable = resumable;
    this.state = resumable || state.isComplete() ? state : StreamState.initial();
    this.walk = walkFrom(this.state);
  }

  private PageWalk walkFrom(StreamState state) {
    return PageWalk.from(
        parent,
        StreamSlice.of(
            Partition.whole(), (state.isComplete() ? StreamState.initial() : state).cursor()));
  }

  @Override
  Optional<ParentRequest> request() {
    return ended() ? Optional.empty() : Optional.of(new ParentRequest(0, walk.slice()));
  }

  @Override
  void offerAbove(ParentRequest request, ParentPage page) {
    throw new IllegalStateException("parent '" + parent + "' has nothing above it");
  }

  @Override
  void passed(PageSaid said) {
    state =
        walk.observe(said.progress())
            ? StreamState.at(walk.slice().cursor())
            : StreamState.complete();
  }

  @Override
  void failed(ParentRequest request) {
    failed = true;
  }

  @Override
  boolean ended() {
    return failed || complete();
  }

  @Override
  boolean complete() {
    return state.isComplete();
  }

  @Override
  boolean resumable() {
    return resumable;
  }

  @Override
  void reset() {
    state = StreamState.initial();
    walk = walkFrom(state);
  }

  @Override
  boolean write(StringBuilder out) {
    StateJson.quote(parent, out.append('{'));
    out.append(':');
    StateJson.write(resumable || complete() ? state : StreamState.initial(), out);
    out.append('}');
    return true;
  }
}
