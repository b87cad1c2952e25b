package dev.javacdk.core.ledger;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.StateValues;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of a parent that have changed since the last pass, where the parent is itself
 * partitioned: each of its partitions is followed by a cursor of its own. What a pass has found
 * counts only once the pass is over.
 */
final class FollowedNestedUpstream extends Upstream {

  /** What says in the watermark when the pass began. */
  static final String UNTIL = "until";

  /** Makes the ledger of the parent's partitions. */
  @FunctionalInterface
  interface Ledgers {
    PartitionLedger of(JsonNode state, InstantSource clock);
  }

  private final Stream parent;
  private final Ledgers ledgers;

  /** From where this pass follows the partitions. */
  private final ObjectNode before;

  /**
   * Up to when: to when the pass began, however many attempts it takes. Who was met then and
   * changes later must be met by the next pass.
   */
  private final String until;

  private final InstantSource passBegan;
  private PartitionLedger partitions;
  private NestedUpstream nested;

  /**
   * Follows a parent.
   *
   * @param before how far the last pass followed it: a state of the parent, or an empty one
   * @param handedOut how far the pass under way has come; missing where none is
   */
  FollowedNestedUpstream(
      Stream parent, ObjectNode before, JsonNode handedOut, Ledgers ledgers, InstantSource clock) {
    this.parent = parent;
    this.before = before;
    this.ledgers = ledgers;
    Cursor cursor = parent.cursor().orElseThrow();
    String began = StateValues.read(cursor, handedOut.get(UNTIL), "parent '" + parent.name() + "'");
    this.until = began == null ? cursor.values().textOf(clock.instant()) : began;
    Instant instant = cursor.values().instantOf(until);
    this.passBegan = () -> instant;
    this.partitions = ledgers.of(handedOut instanceof ObjectNode o ? inner(o) : before, passBegan);
    this.nested = new NestedUpstream(parent, partitions);
    if (StateJson.isComplete(handedOut)) {
      nested.cameInComplete();
    }
  }

  /** The parent's own state in the watermark. */
  private static ObjectNode inner(ObjectNode handedOut) {
    ObjectNode state = handedOut.deepCopy();
    state.remove(StateJson.COMPLETE);
    state.remove(UNTIL);
    return state;
  }

  @Override
  void advance() {
    nested.advance();
  }

  @Override
  Optional<ParentRequest> request() {
    return nested.request();
  }

  @Override
  Optional<ParentRequest> ahead(CursorPosition next) {
    return nested.ahead(next);
  }

  @Override
  void offerAbove(ParentRequest request, ParentPage page) {
    nested.offerAbove(request, page);
  }

  @Override
  void passed(PageSaid said) {
    nested.passed(said);
  }

  @Override
  void failed(ParentRequest request) {
    nested.failed(request);
  }

  @Override
  boolean shifts() {
    return nested.shifts();
  }

  @Override
  boolean ended() {
    return nested.ended();
  }

  @Override
  boolean complete() {
    return nested.complete();
  }

  @Override
  boolean resumable() {
    return nested.resumable() && CursorWalk.isStable(parent);
  }

  @Override
  void reset() {
    partitions = ledgers.of(before, passBegan);
    nested = new NestedUpstream(parent, partitions);
  }

  /** With its look-back: what is stamped before may be met by the next pass only. */
  @Override
  Optional<Instant> followedUpTo() {
    Cursor cursor = parent.cursor().orElseThrow();
    return Optional.of(cursor.values().instantOf(cursor.values().before(until)));
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
    out.raw(allRead ? partitions.text() : ExactJson.MAPPER.writeValueAsString(before));
  }

  @Override
  void write(JsonText out) {
    out.beginObject().members(partitions.text()).name(UNTIL);
    out.value(parent.cursor().orElseThrow().values().toJson(until));
    if (complete()) {
      out.name(StateJson.COMPLETE).raw("true");
    }
    out.endObject();
  }
}
