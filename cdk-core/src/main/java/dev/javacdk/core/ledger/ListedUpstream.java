package dev.javacdk.core.ledger;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.walk.PageSaid;
import java.util.Optional;

/** Partitions that are known beforehand: one page, from memory, without a watermark. */
final class ListedUpstream extends Upstream {

  private static final ParentRequest THE_LIST =
      new ParentRequest(0, StreamSlice.of(Partition.whole(), CursorPosition.start()));

  private boolean handedOut;

  @Override
  Optional<ParentRequest> request() {
    return handedOut ? Optional.empty() : Optional.of(THE_LIST);
  }

  @Override
  void offerAbove(ParentRequest request, ParentPage page) {
    throw new IllegalStateException("a list has nothing above it");
  }

  @Override
  void passed(PageSaid said) {
    handedOut = true;
  }

  @Override
  void failed(ParentRequest request) {
    throw new IllegalStateException("a list cannot fail");
  }

  @Override
  boolean ended() {
    return handedOut;
  }

  @Override
  boolean complete() {
    return handedOut;
  }

  @Override
  boolean resumable() {
    return false;
  }

  @Override
  boolean saysItsEnd() {
    return false;
  }

  @Override
  void reset() {
    handedOut = false;
  }

  @Override
  Optional<Stream> parent() {
    return Optional.empty();
  }

  @Override
  void write(JsonText out) {
    throw new IllegalStateException("a list has no watermark");
  }
}
