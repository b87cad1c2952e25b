package dev.javacdk.core.ledger;

import dev.javacdk.api.Partition;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.core.walk.Step;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of a parent that have changed since the last pass: the parent is read incrementally,
 * and what a pass has found of it counts only once the pass is over.
 */
final class FollowedUpstream extends Upstream {

  private final Stream parent;
  private final InstantSource clock;

  /** From where this pass follows the parent. */
  private final StreamState before;

  private CursorWalk walk;
  private Standing standing;
  private boolean ended;
  private boolean failed;

  /**
   * Follows a parent.
   *
   * @param before how far the last pass followed it
   * @param handedOut how far the pass under way has come; missing where none is
   */
  FollowedUpstream(Stream parent, StreamState before, JsonNode handedOut, InstantSource clock) {
    this.parent = parent;
    this.clock = clock;
    this.before = before;
    this.ended = StateJson.isComplete(handedOut);
    this.standing = handedOut instanceof ObjectNode object ? read(object) : Standing.at(before);
    this.walk = CursorWalk.of(parent, Partition.whole(), standing, clock);
  }

  private Standing read(ObjectNode handedOut) {
    ObjectNode cursor = handedOut.deepCopy();
    cursor.remove(StateJson.COMPLETE);
    return StandingJson.read(
        parent.cursor().orElseThrow(), cursor, "parent '" + parent.name() + "'");
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
    if (step.standing() != null) {
      standing = step.standing();
    }
    ended = !step.more();
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
    standing = Standing.at(before);
    walk = CursorWalk.of(parent, Partition.whole(), standing, clock);
  }

  @Override
  boolean writeFollowed(boolean passIsOver, StringBuilder out) {
    StateJson.quote(parent.name(), out.append('{'));
    out.append(':');
    StateJson.write(passIsOver ? standing.state() : before, out);
    out.append('}');
    return true;
  }

  @Override
  boolean write(StringBuilder out) {
    StateJson.quote(parent.name(), out.append('{'));
    out.append(':');
    StandingJson.write(parent.cursor().orElseThrow(), standing, out);
    if (ended) {
      out.setLength(out.length() - 1);
      out.append(standing.state() instanceof StreamState.Position ? "," : "");
      out.append("\"" + StateJson.COMPLETE + "\":true}");
    }
    out.append('}');
    return true;
  }
}
