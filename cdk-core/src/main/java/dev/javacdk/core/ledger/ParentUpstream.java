package dev.javacdk.core.ledger;

import com.google.common.collect.EvictingQueue;
import dev.javacdk.api.Stream;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PageWalk;
import java.util.Optional;

/** The records of a parent that has no partitions itself: the watermark is its position. */
final class ParentUpstream extends Upstream {

  private final Stream parent;
  private final boolean resumable;
  private final boolean shifts;

  /** Where the pages begin that were passed last, by the number of pages that had come. */
  private final EvictingQueue<Passed> passed = EvictingQueue.create(8);

  private long pages;
  private PageWalk walk;
  private StreamState state;
  private boolean failed;

  private record Passed(long page, CursorPosition position) {}

  ParentUpstream(Stream stream, StreamState state) {
    this.parent = stream;
    this.resumable = stream.supportsCheckpointing();
    this.shifts = !stream.positionsAreStable();
    this.state = resumable || state.isComplete() ? state : StreamState.initial();
    this.walk = walkFrom(this.state);
  }

  private PageWalk walkFrom(StreamState state) {
    return PageWalk.from(
        parent.name(),
        StreamSlice.of(
            Partition.whole(), (state.isComplete() ? StreamState.initial() : state).cursor()));
  }

  @Override
  Optional<ParentRequest> request() {
    return ended() ? Optional.empty() : Optional.of(new ParentRequest(0, walk.slice()));
  }

  @Override
  void offerAbove(ParentRequest request, ParentPage page) {
    throw new IllegalStateException("parent '" + parent.name() + "' has nothing above it");
  }

  @Override
  void passed(PageSaid said) {
    passed.add(new Passed(++pages, walk.slice().cursor()));
    state =
        walk.observe(said.progress())
            ? StreamState.at(walk.slice().cursor())
            : StreamState.complete();
  }

  @Override
  boolean shifts() {
    return shifts;
  }

  @Override
  boolean goBack(long page) {
    Passed back = passed.stream().filter(p -> p.page() == page).findFirst().orElse(null);
    if (back == null || failed) {
      return false;
    }
    state = back.position().isStart() ? StreamState.initial() : StreamState.at(back.position());
    walk = walkFrom(state);
    return true;
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
  Optional<Stream> parent() {
    return Optional.of(parent);
  }

  @Override
  void write(JsonText out) {
    out.raw(StateJson.text(resumable || complete() ? state : StreamState.initial()));
  }
}
