package dev.javacdk.core.ledger;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.core.walk.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of a parent that have changed since the last pass: the parent is read incrementally,
 * and what a pass has found of it counts only once the pass is over.
 */
final class FollowedUpstream extends Upstream {

  private final Stream parent;
  private final String of;
  private final InstantSource clock;

  /** From where this pass follows the parent. */
  private final StreamState before;

  /**
   * Up to when this pass follows it: to when it began, however many attempts it takes. Who was met
   * then and changes later must be met by the next pass.
   */
  private final @Nullable String until;

  private CursorWalk walk;
  private Standing standing;
  private boolean ended;
  private boolean failed;

  /**
   * Follows a parent.
   *
   * @param before how far the last pass followed it
   * @param handedOut how far the pass under way has come; missing where none is
   * @param of whose parent it is, for messages
   */
  FollowedUpstream(
      Stream parent, StreamState before, JsonNode handedOut, String of, InstantSource clock) {
    this.parent = parent;
    this.of = of;
    this.clock = clock;
    this.before = before;
    this.ended = StateJson.isComplete(handedOut);
    Standing at = handedOut instanceof ObjectNode object ? read(object) : Standing.at(before);
    this.until = at.open() != null && at.open().until() != null ? at.open().until() : now();
    this.standing = bounded(at);
    this.walk = CursorWalk.of(parent, Partition.whole(), standing, clock);
  }

  private @Nullable String now() {
    Cursor cursor = parent.cursor().orElseThrow();
    String known = CursorStates.value(cursor, before, of);
    return cursor.values().isInstant()
        ? CursorStates.like(cursor.values(), known).textOf(clock.instant())
        : null;
  }

  /** The bound of the pass is kept, wherever the walk over the parent stands in it. */
  private Standing bounded(Standing at) {
    if (ended) {
      return at;
    }
    OpenSlice open = at.open() == null ? OpenSlice.STARTED : at.open();
    return at.open(new OpenSlice(open.since(), open.token(), until, open.max()));
  }

  private Standing read(ObjectNode handedOut) {
    Cursor cursor = parent.cursor().orElseThrow();
    ObjectNode position = handedOut.deepCopy();
    position.remove(StateJson.COMPLETE);
    Standing read = StandingJson.read(cursor, position, of);
    String unused = CursorStates.value(cursor, read.state(), of);
    return read;
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
    Step step = walk.observe(said);
    ended = !step.more();
    if (step.standing() != null) {
      standing = bounded(step.standing());
    }
  }

  /** Where it goes on by the cursor, only the page in hand says where. */
  @Override
  Optional<ParentRequest> ahead(CursorPosition next) {
    return walk.goesOnByCursor() ? Optional.empty() : super.ahead(next);
  }

  @Override
  boolean shifts() {
    return !parent.positionsAreStable() && !walk.goesOnByCursor();
  }

  @Override
  void failed(ParentRequest request) {
    failed = true;
  }

  @Override
  boolean ended() {
    return ended || failed;
  }

  @Override
  boolean complete() {
    return ended;
  }

  @Override
  boolean resumable() {
    return CursorWalk.isStable(parent);
  }

  @Override
  void reset() {
    ended = false;
    standing = bounded(Standing.at(before));
    walk = CursorWalk.of(parent, Partition.whole(), standing, clock);
  }

  /** With its look-back: what is stamped before may be met by the next pass only. */
  @Override
  Optional<Instant> followedUpTo() {
    Cursor cursor = parent.cursor().orElseThrow();
    return Optional.ofNullable(until).map(cursor.values()::before).map(cursor.values()::instantOf);
  }

  @Override
  Optional<Stream> parent() {
    return Optional.of(parent);
  }

  @Override
  boolean isFollowed() {
    return true;
  }

  @Override
  void writeFollowed(boolean allRead, JsonText out) {
    out.raw(StateJson.text(allRead ? standing.state() : before));
  }

  @Override
  void write(JsonText out) {
    Cursor cursor = parent.cursor().orElseThrow();
    out.beginObject().members(StateJson.text(StandingJson.state(cursor, standing)));
    if (ended) {
      out.name(StateJson.COMPLETE).raw("true");
    }
    out.endObject();
  }
}
