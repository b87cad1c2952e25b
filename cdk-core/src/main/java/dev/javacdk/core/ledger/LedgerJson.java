package dev.javacdk.core.ledger;

import dev.javacdk.api.Partition;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.state.StateJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of a partitioned state. */
final class LedgerJson {

  static final String STATES = "states";
  static final String STATE = "state";
  static final String HANDED_OUT = "handed_out";

  static final String PARTITION = "partition";
  static final String CURSOR = "cursor";
  private static final String DATA = "data";
  static final String FAILURES = "failures";
  private static final String USE_GLOBAL_CURSOR = "use_global_cursor";

  private LedgerJson() {}

  static void write(
      PartitionLedger ledger, LedgerRules rules, Upstream upstream, StringBuilder out) {
    out.append('{');
    if (rules.keepsFinished()) {
      out.append("\"" + USE_GLOBAL_CURSOR + "\":false,");
      if (rules.start() instanceof StreamState.Position) {
        out.append("\"" + STATE + "\":");
        StateJson.write(rules.start(), out);
        out.append(',');
      }
    }
    out.append("\"" + STATES + "\":[");
    String separator = "";
    for (LedgerEntry entry : ledger.entries()) {
      out.append(separator);
      write(entry, out);
      separator = ",";
    }
    for (String json : ledger.unreadable()) {
      out.append(separator).append(json);
      separator = ",";
    }
    out.append(']');
    if (!rules.keepsFinished()) {
      int mark = out.length();
      out.append(",\"" + HANDED_OUT + "\":");
      if (!upstream.write(out)) {
        out.setLength(mark);
      }
    }
    out.append('}');
  }

  private static void write(LedgerEntry entry, StringBuilder out) {
    out.append("{\"" + PARTITION + "\":").append(entry.partition().canonical());
    out.append(",\"" + CURSOR + "\":");
    StateJson.write(entry.state(), out);
    if (!entry.state().isComplete()) {
      if (!entry.data().isEmpty()) {
        out.append(",\"" + DATA + "\":").append(entry.data());
      }
      if (entry.failures() > 0) {
        out.append(",\"" + FAILURES + "\":").append(entry.failures());
      }
    }
    out.append('}');
  }

  /** Reads the entries of a state into the ledger. */
  static void readEntries(JsonNode state, LedgerRules rules, PartitionLedger ledger) {
    JsonNode states = state.path(STATES);
    if (states.isMissingNode() || states.isNull()) {
      return;
    }
    if (!states.isArray()) {
      throw new ConfigError(
          "the state of stream '%s': '%s' must be an array, but is %s"
              .formatted(rules.stream(), STATES, StateJson.abbreviate(states)));
    }
    for (JsonNode entry : states) {
      readEntry(entry, rules, ledger);
    }
  }

  private static void readEntry(JsonNode json, LedgerRules rules, PartitionLedger ledger) {
    if (!(json.path(PARTITION) instanceof ObjectNode key)) {
      ledger.cameInUnreadable(json.toString());
      return;
    }
    try {
      StreamState cursor = StateJson.read(json.path(CURSOR), "partition " + key);
      if (rules.keepsFinished() && cursor.isComplete()) {
        cursor = StreamState.initial();
      }
      Partition partition = Partition.of(key);
      if (json.path(DATA) instanceof ObjectNode data) {
        partition = partition.withData(data);
      }
      ledger.cameIn(partition, cursor, Math.max(0, json.path(FAILURES).asInt(0)));
    } catch (ConfigError e) {
      ledger.cameInUnreadable(json.toString());
    }
  }
}
