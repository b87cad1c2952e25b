package dev.javacdk.core.ledger;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.StateValues;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of a parent that have changed since the last pass, where the parent is itself
 * partitioned: each of its partitions is followed by a cursor of its own. What a pass has found
 * counts only once the pass is over.
 */
final class FollowedNestedUpstream extends NestedUpstream {

  /** What says in the watermark when the pass began. */
  static final String UNTIL = "until";

  /** Makes the ledger of the parent's partitions. */
  @FunctionalInterface
  interface Ledgers {
    PartitionLedger of(JsonNode state, InstantSource clock);
  }

  private final Stream parent;

  /** From where this pass follows the partitions. */
  private final ObjectNode before;

  /**
   * Up to when: to when the pass began, however many attempts it takes. Who was met then and
   * changes later must be met by the next pass.
   */
  private final String until;

  /** Makes the ledger with which the pass begins. */
  private final Supplier<PartitionLedger> again;

  private FollowedNestedUpstream(
      Stream parent,
      ObjectNode before,
      String until,
      PartitionLedger partitions,
      Supplier<PartitionLedger> again) {
    super(parent, partitions);
    this.parent = parent;
    this.before = before;
    this.until = until;
    this.again = again;
  }

  /**
   * Follows a parent.
   *
   * @param before how far the last pass followed it: a state of the parent, or an empty one
   * @param handedOut how far the pass under way has come; missing where none is
   */
  static FollowedNestedUpstream of(
      Stream parent, ObjectNode before, JsonNode handedOut, Ledgers ledgers, InstantSource clock) {
    CursorValues values = parent.cursor().orElseThrow().values();
    String began =
        StateValues.read(
            parent.cursor().orElseThrow(), handedOut.get(UNTIL), "parent '" + parent.name() + "'");
    String until = began == null ? values.textOf(clock.instant()) : began;
    Instant instant = values.instantOf(until);
    InstantSource passBegan = () -> instant;
    FollowedNestedUpstream upstream =
        new FollowedNestedUpstream(
            parent,
            before,
            until,
            ledgers.of(handedOut instanceof ObjectNode o ? inner(o) : before, passBegan),
            () -> ledgers.of(before, passBegan));
    if (StateJson.isComplete(handedOut)) {
      upstream.cameInComplete();
    }
    return upstream;
  }

  /** The parent's own state in the watermark. */
  private static ObjectNode inner(ObjectNode handedOut) {
    ObjectNode state = handedOut.deepCopy();
    state.remove(StateJson.COMPLETE);
    state.remove(UNTIL);
    return state;
  }

  @Override
  boolean resumable() {
    return super.resumable() && CursorWalk.isStable(parent);
  }

  @Override
  void reset() {
    from(again.get());
  }

  /** With its look-back: what is stamped before may be met by the next pass only. */
  @Override
  Optional<Instant> followedUpTo() {
    Cursor cursor = parent.cursor().orElseThrow();
    return Optional.of(cursor.values().instantOf(cursor.values().before(until)));
  }

  @Override
  boolean isFollowed() {
    return true;
  }

  @Override
  void writeFollowed(boolean allRead, JsonText out) {
    if (allRead) {
      partitions().write(out);
    } else {
      out.raw(ExactJson.MAPPER.writeValueAsString(before));
    }
  }

  @Override
  void write(JsonText out) {
    out.beginObject();
    partitions().writeMembers(out);
    out.name(UNTIL).value(parent.cursor().orElseThrow().values().toJson(until));
    if (complete()) {
      out.name(StateJson.COMPLETE).raw("true");
    }
    out.endObject();
  }
}
