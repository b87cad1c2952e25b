package dev.javacdk.core.ledger;

import dev.javacdk.core.state.StateJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Says in words where a stream stands, from its state alone: for an operator who looks at the last
 * STATE of an attempt.
 */
public final class StateWords {

  private static final int MOST_LISTED = 20;

  private StateWords() {}

  /**
   * One line for the stream, one more for each partition that is listed (the first 20) and for each
   * level of its parents.
   */
  public static List<String> of(String stream, JsonNode state) {
    List<String> lines = new ArrayList<>();
    if (isPartitioned(state)) {
      partitioned("stream '" + stream + "'", state, "", lines);
    } else {
      lines.add("stream '" + stream + "' " + standing(state));
    }
    return lines;
  }

  private static boolean isPartitioned(JsonNode state) {
    return state.has(LedgerJson.STATES) || state.has(LedgerJson.HANDED_OUT);
  }

  private static String standing(JsonNode state) {
    if (StateJson.isComplete(state)) {
      return "is complete: everything was read";
    }
    if (state.path(StateJson.NO_CURSOR).asBoolean(false)) {
      return "was read to its end; it cannot go on inside, so the next sync reads all of it";
    }
    return state.isEmpty() ? "is at its start" : "goes on at " + state;
  }

  private static void partitioned(String what, JsonNode state, String indent, List<String> lines) {
    JsonNode entries = state.path(LedgerJson.STATES);
    int finished = 0;
    int failed = 0;
    for (JsonNode entry : entries) {
      finished += StateJson.isComplete(entry.path(LedgerJson.CURSOR)) ? 1 : 0;
      failed += entry.path(LedgerJson.FAILURES).asInt(0) > 0 ? 1 : 0;
    }
    int open = entries.size() - finished - failed;
    lines.add(
        indent
            + "%s is under way; its state lists %d partitions: %d open, %d finished, %d failed"
                .formatted(what, entries.size(), open, finished, failed));
    int listed = 0;
    for (JsonNode entry : entries) {
      if (++listed > MOST_LISTED) {
        lines.add(indent + "  ... and " + (entries.size() - MOST_LISTED) + " more");
        break;
      }
      lines.add(indent + "  partition " + partition(entry));
    }
    state
        .path(LedgerJson.HANDED_OUT)
        .properties()
        .forEach(parent -> handedOut(parent.getKey(), parent.getValue(), indent + "  ", lines));
  }

  private static String partition(JsonNode entry) {
    int failures = entry.path(LedgerJson.FAILURES).asInt(0);
    String failed = failures == 0 ? "" : "; it failed in " + failures + " attempts";
    return entry.path(LedgerJson.PARTITION)
        + " "
        + standing(entry.path(LedgerJson.CURSOR))
        + failed;
  }

  private static void handedOut(String parent, JsonNode state, String indent, List<String> lines) {
    String what = "parent '" + parent + "'";
    if (isPartitioned(state)) {
      partitioned(what, state, indent, lines);
    } else if (StateJson.isComplete(state)) {
      lines.add(indent + what + " has ended: every partition that is not listed is done");
    } else {
      lines.add(
          indent
              + what
              + (state.isEmpty()
                  ? " is walked from its start"
                  : " was handed out up to "
                      + state
                      + ": before that, what is not listed is done"));
    }
  }
}
