package dev.javacdk.core.ledger;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.state.StateJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the ledger of a stream from its definition and the state that came in. */
public final class Ledgers {

  /** How many partitions first started in an attempt may fail before no more are handed out. */
  public static final int NEW_FAILURES = 25;

  /** How many failed partitions a state may list before no more are handed out. */
  public static final int LISTED_FAILURES = 1_000;

  private static final String EXPECTED =
      "expected {\"states\":[{\"partition\":{...},\"cursor\":{...}},...]}";

  private Ledgers() {}

  /**
   * The ledger of a partitioned stream.
   *
   * @param state its state, an object; empty where none came in
   * @throws ConfigError where the state is not that of a partitioned stream
   */
  public static PartitionLedger of(Stream stream, ObjectNode state) {
    return of(stream, state, stream.cursor());
  }

  private static PartitionLedger of(Stream stream, JsonNode state, Optional<Cursor> cursor) {
    ObjectNode object = requireShape(stream, state, cursor);
    boolean listed = stream.partitions() instanceof Partitions.Listed;
    LedgerRules rules =
        new LedgerRules(
            stream.name(),
            stream.partitions() instanceof Partitions.Each each && !each.data().isEmpty(),
            !listed && cursor.isEmpty(),
            cursor.isPresent(),
            start(stream, object, cursor),
            NEW_FAILURES,
            LISTED_FAILURES);
    PartitionLedger ledger = new PartitionLedger(rules, upstream(stream, object, cursor));
    LedgerJson.readEntries(object, rules, ledger);
    ledger.begin();
    return ledger;
  }

  private static ObjectNode requireShape(Stream stream, JsonNode state, Optional<Cursor> cursor) {
    if (state.isMissingNode() || state.isNull() || (state.isObject() && state.isEmpty())) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (state instanceof ObjectNode object) {
      boolean partitioned =
          object.has(LedgerJson.STATES)
              || object.has(LedgerJson.STATE)
              || object.has(LedgerJson.HANDED_OUT);
      if (partitioned || cursor.map(c -> object.has(c.field())).orElse(false)) {
        return object;
      }
    }
    throw new ConfigError(
        "the state of stream '%s' is not that of a stream in partitions: %s; %s"
            .formatted(stream.name(), StateJson.abbreviate(state), EXPECTED));
  }

  /** Where a partition begins that is not listed. */
  private static StreamState start(Stream stream, ObjectNode state, Optional<Cursor> cursor) {
    if (cursor.isEmpty()) {
      return StreamState.initial();
    }
    JsonNode global = state.path(LedgerJson.STATE);
    JsonNode plain = state.path(cursor.get().field());
    return global.isMissingNode() && !plain.isMissingNode()
        ? StreamState.at(cursor.get().field(), plain)
        : StateJson.read(global, "stream '" + stream.name() + "'");
  }

  private static Upstream upstream(Stream stream, ObjectNode state, Optional<Cursor> cursor) {
    if (!(stream.partitions() instanceof Partitions.Each each)) {
      return new ListedUpstream();
    }
    Stream parent = each.parent();
    JsonNode handedOut =
        cursor.isPresent()
            ? JsonNodeFactory.instance.missingNode()
            : state.path(LedgerJson.HANDED_OUT).path(parent.name());
    if (parent.partitions() instanceof Partitions.Single) {
      return new ParentUpstream(
          parent.name(),
          parent.supportsCheckpointing(),
          StateJson.read(handedOut, "parent '" + parent.name() + "'"));
    }
    return nested(parent, handedOut);
  }

  private static Upstream nested(Stream parent, JsonNode handedOut) {
    // What ended is Complete at every level; the ledger below it then has nothing to hand out.
    boolean ended = StateJson.isComplete(handedOut);
    PartitionLedger ledger =
        of(parent, ended ? JsonNodeFactory.instance.missingNode() : handedOut, Optional.empty());
    NestedUpstream upstream =
        new NestedUpstream(parent.name(), parent.supportsCheckpointing(), ledger);
    if (ended) {
      upstream.cameInComplete();
    }
    return upstream;
  }
}
