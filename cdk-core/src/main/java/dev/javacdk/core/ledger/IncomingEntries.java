package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.core.walk.StateValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the entries of a state. None is dropped (rule L10): one whose key cannot be read is kept as
 * it stands; of one that cannot be read otherwise, its partition is read from its own cursor, or
 * from its start. What is odd is said once.
 */
final class IncomingEntries {

  private static final Logger LOG = SafeLogs.of(IncomingEntries.class);

  private final LedgerRules rules;
  private final Optional<Cursor> cursor;
  private final String of;

  /** Whether a pass is under way: between two passes, nobody was read in one. */
  private final boolean inPass;

  private final Map<String, IncomingEntry> entries = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private final Oddities twice = new Oddities();
  private final Oddities odd = new Oddities();

  private IncomingEntries(LedgerRules rules, Optional<Cursor> cursor, String of, boolean inPass) {
    this.rules = rules;
    this.cursor = cursor;
    this.of = of;
    this.inPass = inPass;
  }

  /** Counts what is odd; keeps the first as an example. */
  private static final class Oddities {
    private String first = "";
    private int count;

    void add(String what) {
      first = count++ == 0 ? what : first;
    }

    String others() {
      return count == 1 ? first : first + " (and " + (count - 1) + " more)";
    }
  }

  /**
   * Reads the entries of a state.
   *
   * @param cursor of an incremental stream
   * @param of whose state it is, for messages
   * @throws ConfigError where a value of the cursor field is none of its kind
   */
  static IncomingEntries read(
      LedgerRules rules, Optional<Cursor> cursor, ObjectNode state, String of) {
    boolean inPass = !rules.takesFromState() || state.has(LedgerJson.HANDED_OUT);
    IncomingEntries read = new IncomingEntries(rules, cursor, of, inPass);
    state.path(LedgerJson.STATES).forEach(read::add);
    if (cursor.isEmpty()) {
      FinishedJson.read(state, rules.definition(), read.odd::add).forEach(read::addFinished);
    }
    read.say();
    return read;
  }

  private void say() {
    if (twice.count > 0) {
      LOG.warn("the state of {} lists {} twice: what was read less far counts", of, twice.others());
    }
    if (odd.count > 0) {
      LOG.warn(
          "the state of {} has an entry that cannot be read: {}: what it is of is read again",
          of,
          odd.others());
    }
  }

  /** Whether it cannot be told which partitions some of them are of. */
  boolean haveUnknownKeys() {
    return !unreadable.isEmpty();
  }

  /** Another kit does not use its entries: none begins later than those that are not listed. */
  void beginNoLaterThan(Standing begin) {
    entries.replaceAll(
        (key, entry) -> entry.and(new IncomingEntry(entry.partition(), begin, 0, false), cursor));
  }

  /** Lists all of them. */
  void list(PartitionLedger ledger) {
    entries.values().forEach(entry -> ledger.cameIn(entry.listed()));
    unreadable.forEach(ledger::cameInUnreadable);
  }

  private void addFinished(ObjectNode key) {
    ObjectNode entry = key.objectNode();
    entry.set(LedgerJson.PARTITION, key);
    entry.putObject(LedgerJson.CURSOR).put(StateJson.COMPLETE, true);
    add(entry);
  }

  private void add(JsonNode json) {
    Optional<ObjectNode> key =
        PartitionKeys.read(rules.definition(), json.path(LedgerJson.PARTITION));
    if (key.isEmpty()) {
      unreadable.add(json.toString());
      odd.add("no key of a partition in " + StateJson.abbreviate(json));
      return;
    }
    Partition partition = Partition.of(key.get());
    if (json.path(LedgerJson.DATA) instanceof ObjectNode data) {
      partition = partition.withData(data);
    }
    IncomingEntry entry = entry(partition, json);
    IncomingEntry before = entries.get(partition.canonical());
    if (before != null) {
      twice.add("partition " + partition);
    }
    entries.put(partition.canonical(), before == null ? entry : before.and(entry, cursor));
  }

  private IncomingEntry entry(Partition partition, JsonNode json) {
    int failures = Math.max(0, json.path(LedgerJson.FAILURES).asInt(0));
    String what = "partition " + partition + " of " + of;
    return cursor.isPresent()
        ? incremental(partition, json, failures, what, cursor.get())
        : fullRefresh(partition, json, failures, what);
  }

  private IncomingEntry fullRefresh(Partition partition, JsonNode json, int failures, String what) {
    StreamState state = StreamState.initial();
    try {
      state = StateJson.read(json.path(LedgerJson.CURSOR), what);
    } catch (ConfigError e) {
      odd.add(String.valueOf(e.getMessage()));
    }
    return new IncomingEntry(partition, Standing.at(state), failures, state.isComplete());
  }

  private IncomingEntry incremental(
      Partition partition, JsonNode json, int failures, String what, Cursor by) {
    JsonNode own = json.path(LedgerJson.CURSOR);
    StreamState state = StreamState.initial();
    boolean isOdd = false;
    try {
      state = CursorStates.read(by, own, what);
    } catch (ConfigError e) {
      odd.add(String.valueOf(e.getMessage()));
      isOdd = true;
      String value = StateValues.read(by, own.get(by.field()), what);
      state = value == null ? state : CursorStates.at(by, value);
    }
    // A complete full refresh says nothing about what changed since.
    Standing standing = Standing.at(state.isComplete() ? StreamState.initial() : state);
    String unused = CursorStates.value(by, standing.state(), what);
    if (isOdd) {
      return new IncomingEntry(partition, standing.open(OpenSlice.STARTED), failures, false);
    }
    if (json.has(LedgerJson.PAGE)) {
      standing = standing.open(page(by, json.get(LedgerJson.PAGE), what));
    }
    boolean finished = inPass && json.path(LedgerJson.FINISHED).asBoolean(false);
    return new IncomingEntry(partition, standing, failures, finished);
  }

  /** The slice under way; begun again where it cannot be read. */
  private OpenSlice page(Cursor by, JsonNode json, String what) {
    try {
      return StandingJson.readOpen(by, json, what);
    } catch (ConfigError e) {
      odd.add(String.valueOf(e.getMessage()));
      return OpenSlice.STARTED;
    }
  }
}
