package dev.javacdk.core.ledger;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.walk.PageSaid;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a ledger's partitions come from, and how far they were handed out: the watermark. One page
 * is under way at a time. Confined to the ledger's owner.
 */
abstract sealed class Upstream
    permits ListedUpstream, ParentUpstream, NestedUpstream, FollowedUpstream {

  /** Moves on to where its next page is asked for, once the page under way was passed. */
  void advance() {}

  /** The page to fetch next; empty where none is to be had, now or ever. */
  abstract Optional<ParentRequest> request();

  /** The page that is going to be asked for behind the one under way; empty where that is open. */
  Optional<ParentRequest> ahead(CursorPosition next) {
    return request().map(request -> request.at(next));
  }

  /** A page above this level was fetched. */
  abstract void offerAbove(ParentRequest request, ParentPage page);

  /** Every partition of the page under way was handed out: the watermark moves. */
  abstract void passed(PageSaid said);

  /** Whether rows of the parent that go move others past the position that is read next. */
  boolean shifts() {
    return false;
  }

  /**
   * Everything from a page on is met again.
   *
   * @param page how many pages had come when it came, it too
   * @return whether it can be: not where it is too long ago
   */
  boolean goBack(long page) {
    return false;
  }

  /** The page cannot be fetched. */
  abstract void failed(ParentRequest request);

  /** Nothing more comes in this attempt, because all of it came or because it failed. */
  abstract boolean ended();

  /** All of it came and was handed out. */
  abstract boolean complete();

  /** Whether a later attempt can go on at the watermark. */
  abstract boolean resumable();

  /**
   * Whether a state can say that all of it was handed out. Where it cannot, what is finished stays
   * listed to the end, or a later attempt would read it again.
   */
  boolean saysItsEnd() {
    return true;
  }

  /** Everything is to be met again: an entry of the state could not be understood. */
  abstract void reset();

  /** The stream whose records they are; empty where no stream has them. */
  abstract Optional<Stream> parent();

  /** Whether only those are met that have changed since the last pass. */
  boolean isFollowed() {
    return false;
  }

  /**
   * Writes how far the parent's changes were followed.
   *
   * @param allRead whether everything that this pass has met was read
   * @throws IllegalStateException where they are not
   */
  void writeFollowed(boolean allRead, JsonText out) {
    throw new IllegalStateException("the changes of nobody are followed");
  }

  /**
   * Up to when this pass follows the parent's changes: who changed later is not met in it. Empty
   * where it meets everyone.
   */
  Optional<Instant> followedUpTo() {
    return Optional.empty();
  }

  /** Writes the watermark, of one that has a parent. */
  abstract void write(JsonText out);
}
