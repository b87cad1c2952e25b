package dev.javacdk.core.ledger;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of a parent that is itself partitioned: the watermark is a ledger of the parent's
 * partitions, each open at the page up to which its records were handed out (rule L3).
 */
sealed class NestedUpstream extends Upstream permits FollowedNestedUpstream {

  private final Stream parent;
  private final boolean resumable;
  private final boolean shifts;
  private PartitionLedger partitions;
  private @Nullable PartitionWalk listing;
  private boolean cameInComplete;

  NestedUpstream(Stream stream, PartitionLedger partitions) {
    this.parent = stream;
    this.resumable = stream.supportsCheckpointing();
    this.shifts = !stream.positionsAreStable();
    this.partitions = partitions;
  }

  /** Everything was handed out before this attempt. */
  void cameInComplete() {
    cameInComplete = true;
  }

  /** Its next partition is begun. */
  @Override
  void advance() {
    if (!cameInComplete && listing == null) {
      listing = partitions.take().map(partitions::walk).orElse(null);
    }
  }

  @Override
  Optional<ParentRequest> request() {
    if (cameInComplete) {
      return Optional.empty();
    }
    return listing == null
        ? partitions.request().map(ParentRequest::above)
        : Optional.of(new ParentRequest(0, listing.slice()));
  }

  /** Where it goes on by the cursor, only the page in hand says where. */
  @Override
  Optional<ParentRequest> ahead(CursorPosition next) {
    boolean open = listing instanceof CursorWalk walk && walk.goesOnByCursor();
    return open ? Optional.empty() : super.ahead(next);
  }

  @Override
  void offerAbove(ParentRequest request, ParentPage page) {
    partitions.offer(request.below(), page);
  }

  @Override
  void passed(PageSaid said) {
    PartitionWalk walk = underWay();
    Step step = walk.observe(said);
    partitions.observe(walk.slice().partition(), step);
    if (!step.more()) {
      listing = null;
    }
  }

  @Override
  boolean shifts() {
    return shifts;
  }

  @Override
  void failed(ParentRequest request) {
    if (request.level() > 0) {
      partitions.parentFailed(request.below());
    } else {
      partitions.fail(underWay().slice().partition());
      listing = null;
    }
  }

  private PartitionWalk underWay() {
    if (listing == null) {
      throw new IllegalStateException("no page of parent '" + parent.name() + "' is under way");
    }
    return listing;
  }

  @Override
  boolean ended() {
    return cameInComplete || (listing == null && partitions.exhausted());
  }

  @Override
  boolean complete() {
    return cameInComplete || (listing == null && partitions.complete());
  }

  @Override
  boolean resumable() {
    return resumable && partitions.resumable();
  }

  @Override
  void reset() {
    partitions.startAgain();
    from(partitions);
  }

  /** From now on it hands out what this ledger has. */
  final void from(PartitionLedger ledger) {
    partitions = ledger;
    listing = null;
    cameInComplete = false;
  }

  final PartitionLedger partitions() {
    return partitions;
  }

  @Override
  Optional<Stream> parent() {
    return Optional.of(parent);
  }

  @Override
  void write(JsonText out) {
    if (cameInComplete) {
      out.raw(StateJson.text(StreamState.complete()));
    } else {
      partitions.write(out);
    }
  }
}
