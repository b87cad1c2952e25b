package dev.javacdk.core.ledger;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.StandingJson;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a partitioned state can be gone on with. Where a part is missing without which the rest
 * would say that something was read which was not, all of it is read again (rule L10).
 */
final class KnownState {

  private static final Logger LOG = SafeLogs.of(KnownState.class);

  private static final String EXPECTED =
      "expected {\"states\":[{\"partition\":{...},\"cursor\":{...}},...]}";

  /** Each of these is only in the state of a stream in partitions. */
  private static final List<String> KEYS =
      List.of(
          LedgerJson.STATES,
          LedgerJson.STATE,
          LedgerJson.HANDED_OUT,
          LedgerJson.NEXT_STATE,
          LedgerJson.LOOKBACK_WINDOW,
          LedgerJson.PARENT_STATE,
          LedgerJson.USE_GLOBAL_CURSOR);

  private KnownState() {}

  /**
   * The state, or an empty one where nothing can be made of it.
   *
   * @param of whose state it is, for messages
   * @throws ConfigError where it is not that of a stream in partitions
   */
  static ObjectNode of(Stream stream, JsonNode state, Optional<Cursor> cursor, String of) {
    if (state.isMissingNode() || state.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!(state instanceof ObjectNode object)) {
      throw shape(of, state);
    }
    if (StateJson.saysNothing(object)) {
      return object.objectNode();
    }
    boolean isPlain = cursor.isPresent() && object.has(cursor.get().field());
    if (KEYS.stream().noneMatch(object::has)) {
      if (!isPlain) {
        throw shape(of, state);
      }
      return object;
    }
    if (!object.path(LedgerJson.STATES).isArray() && !isWithoutEntries(object)) {
      LOG.warn(
          "the state of {} has {} as its '{}': everything is read again",
          of,
          object.has(LedgerJson.STATES)
              ? StateJson.abbreviate(object.get(LedgerJson.STATES))
              : "nothing",
          LedgerJson.STATES);
      return object.objectNode();
    }
    return cursor.isEmpty()
        ? object
        : withItsPass(stream, withItsParent(object, cursor.get(), isPlain), of);
  }

  /**
   * What is left where it is not known which partitions some entries are of: any that is not listed
   * may be one of them, and begins where the stream does.
   */
  static ObjectNode ofEntriesAlone(ObjectNode state, Cursor cursor) {
    ObjectNode alone = state.deepCopy();
    alone.remove(List.of(LedgerJson.STATE, LedgerJson.PARENT_STATE, cursor.field()));
    return alone;
  }

  /** Whether one cursor is said to hold for all partitions. */
  static boolean usesGlobalCursor(ObjectNode state) {
    return state.path(LedgerJson.USE_GLOBAL_CURSOR).booleanValue(false);
  }

  private static ConfigError shape(String of, JsonNode state) {
    return new ConfigError(
        "the state of %s is not that of a stream in partitions: %s; %s"
            .formatted(of, StateJson.abbreviate(state), EXPECTED));
  }

  /** One cursor for all, as other kits write it, has no entries; all else that is written has. */
  private static boolean isWithoutEntries(ObjectNode state) {
    JsonNode forAll = state.path(LedgerJson.USE_GLOBAL_CURSOR);
    JsonNode states = state.path(LedgerJson.STATES);
    return (states.isMissingNode() || states.isNull())
        && !state.has(LedgerJson.HANDED_OUT)
        && !state.has(LedgerJson.NEXT_STATE)
        && (forAll.isMissingNode() || forAll.booleanValue(false));
  }

  /**
   * Where nothing is known of any partition, one whose parent has not changed was not read either.
   */
  private static ObjectNode withItsParent(ObjectNode state, Cursor cursor, boolean isPlain) {
    JsonNode common = state.path(LedgerJson.STATE);
    boolean saysNothing = common.isEmpty() || CursorStates.isBlank(cursor, common);
    boolean hasEntries = state.path(LedgerJson.STATES).isArray() && !usesGlobalCursor(state);
    if (!saysNothing || isPlain || hasEntries) {
      return state;
    }
    ObjectNode alone = state.deepCopy();
    alone.remove(LedgerJson.PARENT_STATE);
    return alone;
  }

  /**
   * Who was folded in a pass, and who has changed again since it was met, is known only by when the
   * pass began.
   */
  private static ObjectNode withItsPass(Stream stream, ObjectNode state, String of) {
    boolean folds = stream.foldPast().isPresent();
    boolean isKnown =
        (!folds || state.path(LedgerJson.NEXT_STATE).isObject())
            && saysWhenItsParentWasFollowed(stream, state.path(LedgerJson.HANDED_OUT));
    if (isKnown || !state.has(LedgerJson.HANDED_OUT)) {
      return state;
    }
    LOG.warn("the state of {} does not say when its pass began: it begins again", of);
    ObjectNode between = state.deepCopy();
    between.remove(List.of(LedgerJson.HANDED_OUT, LedgerJson.FOLDED));
    return between;
  }

  private static boolean saysWhenItsParentWasFollowed(Stream stream, JsonNode handedOut) {
    if (!(stream.partitions() instanceof Partitions.Each each) || !each.onlyChanged()) {
      return true;
    }
    JsonNode parent = handedOut.path(each.parent().name());
    JsonNode until =
        each.parent().partitions() instanceof Partitions.Single
            ? parent.path(StandingJson.INSIDE).path("until")
            : parent.path(FollowedNestedUpstream.UNTIL);
    return StateJson.isComplete(parent)
        || each.parent().cursor().map(cursor -> cursor.values().textOf(until) != null).orElse(true);
  }
}
