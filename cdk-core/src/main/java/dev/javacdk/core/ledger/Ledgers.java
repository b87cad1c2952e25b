package dev.javacdk.core.ledger;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the ledger of a stream from its definition and the state that came in. */
public final class Ledgers {

  private Ledgers() {}

  /**
   * The ledger of a stream that is read in parts: partitions, or windows.
   *
   * @param state its state, an object; empty where none came in
   * @param clock tells where what is read incrementally ends
   * @throws ConfigError where the state is not that of such a stream
   */
  public static Ledger of(Stream stream, ObjectNode state, InstantSource clock) {
    return stream.partitions() instanceof Partitions.Single
        ? WindowJson.read(stream, state, clock)
        : partitions(stream, state, stream.cursor(), clock);
  }

  static PartitionLedger partitions(
      Stream stream, JsonNode state, Optional<Cursor> cursor, InstantSource clock) {
    return partitions(stream, state, cursor, "stream '" + stream.name() + "'", clock);
  }

  private static PartitionLedger partitions(
      Stream stream, JsonNode state, Optional<Cursor> cursor, String of, InstantSource clock) {
    boolean listed = stream.partitions() instanceof Partitions.Listed;
    LedgerRules rules =
        new LedgerRules(
            stream,
            stream.partitions() instanceof Partitions.Each each && !each.data().isEmpty(),
            !listed,
            clock);
    ObjectNode known = KnownState.of(stream, state, cursor, of);
    IncomingEntries entries = IncomingEntries.read(rules, cursor, known, of);
    ObjectNode object =
        cursor.isPresent() && entries.haveUnknownKeys()
            ? KnownState.ofEntriesAlone(known, cursor.get())
            : known;
    Upstream upstream = upstream(stream, object, of, clock);
    Listing listing = new Listing();
    Keeping keeping =
        cursor.isEmpty()
            ? new FullRefreshKeeping(rules, listing, upstream)
            : new CursorKeeping(
                rules,
                listing,
                upstream,
                cursor.get(),
                pass(stream, object, cursor.get(), of, upstream, clock));
    PartitionLedger ledger = new PartitionLedger(rules, upstream, listing, keeping);
    if (cursor.isPresent() && KnownState.usesGlobalCursor(object)) {
      entries.beginNoLaterThan(keeping.start());
    }
    entries.list(ledger);
    ledger.begin();
    return ledger;
  }

  private static Pass pass(
      Stream stream,
      ObjectNode state,
      Cursor cursor,
      String of,
      Upstream upstream,
      InstantSource clock) {
    JsonNode global = state.path(LedgerJson.STATE);
    JsonNode plain = state.path(cursor.field());
    StreamState start =
        global.isMissingNode() && !plain.isMissingNode()
            ? CursorStates.read(cursor, state.objectNode().set(cursor.field(), plain), of)
            : CursorStates.read(cursor, global, of);
    StreamState passing = CursorStates.read(cursor, state.path(LedgerJson.NEXT_STATE), of);
    String next = CursorStates.value(cursor, passing, of);
    boolean goesOn = next != null || state.has(LedgerJson.HANDED_OUT);
    if (next == null && stream.foldPast().isPresent()) {
      Instant now = clock.instant();
      CursorValues written =
          CursorStates.like(cursor.values(), CursorStates.value(cursor, start, of));
      next = written.textOf(upstream.followedUpTo().filter(now::isAfter).orElse(now));
    }
    boolean folded = state.path(LedgerJson.FOLDED).asBoolean(false);
    long lookback = Math.max(0, state.path(LedgerJson.LOOKBACK_WINDOW).asLong(0));
    return new Pass(start, lookback, next, goesOn, folded);
  }

  private static Upstream upstream(
      Stream stream, ObjectNode state, String of, InstantSource clock) {
    if (!(stream.partitions() instanceof Partitions.Each each)) {
      return new ListedUpstream();
    }
    Stream parent = each.parent();
    String above = "parent '" + parent.name() + "' of " + of;
    JsonNode handedOut = state.path(LedgerJson.HANDED_OUT).path(parent.name());
    if (each.onlyChanged()) {
      JsonNode before = state.path(LedgerJson.PARENT_STATE).path(parent.name());
      if (!(parent.partitions() instanceof Partitions.Single)) {
        return FollowedNestedUpstream.of(
            parent,
            before instanceof ObjectNode object ? object : state.objectNode(),
            handedOut,
            (known, at) -> partitions(parent, known, parent.cursor(), above, at),
            clock);
      }
      StreamState read = CursorStates.read(parent.cursor().orElseThrow(), before, above);
      // A complete full refresh says nothing about what changed since.
      StreamState followed = read.isComplete() ? StreamState.initial() : read;
      return new FollowedUpstream(parent, followed, handedOut, above, clock);
    }
    if (parent.partitions() instanceof Partitions.Single) {
      return new ParentUpstream(parent, StateJson.read(handedOut, above));
    }
    return nested(parent, handedOut, above, clock);
  }

  private static Upstream nested(
      Stream parent, JsonNode handedOut, String of, InstantSource clock) {
    // What ended is Complete at every level; the ledger below it then has nothing to hand out.
    boolean ended = StateJson.isComplete(handedOut);
    PartitionLedger ledger =
        partitions(
            parent,
            ended ? JsonNodeFactory.instance.missingNode() : handedOut,
            Optional.empty(),
            of,
            clock);
    NestedUpstream upstream = new NestedUpstream(parent, ledger);
    if (ended) {
      upstream.cameInComplete();
    }
    return upstream;
  }
}
