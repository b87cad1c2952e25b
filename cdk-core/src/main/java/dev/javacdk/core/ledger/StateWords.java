package dev.javacdk.core.ledger;

import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.StandingJson;
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
    } else if (state.has(WindowJson.SLICES)) {
      windows("stream '" + stream + "'", state, lines);
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

  private static void windows(String what, JsonNode state, List<String> lines) {
    JsonNode open = state.path(WindowJson.OPEN);
    lines.add(
        "%s is under way: %d ranges of time were read, %d windows are open"
            .formatted(what, state.path(WindowJson.SLICES).size(), open.size()));
    state.path(WindowJson.SLICES).forEach(range -> lines.add("  read: " + bounds(range)));
    open.forEach(window -> {
      JsonNode token = window.path(StandingJson.INSIDE).path("token");
      String at = token.isMissingNode() ? "is at its start" : "goes on at " + token;
      lines.add("  open: " + bounds(window) + " " + at + failed(window));
    });
  }

  private static String bounds(JsonNode range) {
    return range.path(WindowJson.START).asString("?")
        + " to "
        + range.path(WindowJson.END).asString("?");
  }

  private static void partitioned(String what, JsonNode state, String indent, List<String> lines) {
    JsonNode entries = state.path(LedgerJson.STATES);
    boolean incremental = state.has(LedgerJson.USE_GLOBAL_CURSOR);
    int together = 0;
    for (JsonNode group : state.path(FinishedJson.FINISHED)) {
      together += group.valueStream().filter(JsonNode::isArray).mapToInt(JsonNode::size).sum();
    }
    int finished = together;
    int failed = 0;
    int open = 0;
    for (JsonNode entry : entries) {
      boolean isFinished =
          StateJson.isComplete(entry.path(LedgerJson.CURSOR))
              || entry.path(LedgerJson.FINISHED).asBoolean(false);
      boolean isFailed = entry.path(LedgerJson.FAILURES).asInt(0) > 0;
      finished += isFinished ? 1 : 0;
      failed += isFailed ? 1 : 0;
      open += !isFinished && !isFailed && (!incremental || entry.has(LedgerJson.PAGE)) ? 1 : 0;
    }
    boolean underWay = !incremental || state.has(LedgerJson.HANDED_OUT) || open > 0 || finished > 0;
    String counts = "%d open, %d finished, %d failed".formatted(open, finished, failed);
    lines.add(
        indent
            + what
            + (underWay ? " is under way; its" : " is between two syncs; its")
            + " state lists "
            + (entries.size() + together)
            + " partitions: "
            + counts);
    if (state.has(LedgerJson.STATE)) {
      lines.add(
          indent + "  partitions that are not listed go on at " + state.path(LedgerJson.STATE));
    }
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
    String partition = entry.path(LedgerJson.PARTITION) + " ";
    if (entry.path(LedgerJson.FINISHED).asBoolean(false)) {
      return partition + "was read up to " + entry.path(LedgerJson.CURSOR);
    }
    JsonNode token = entry.path(LedgerJson.PAGE).path("token");
    String page = token.isMissingNode() ? "" : ", page " + token;
    return partition + standing(entry.path(LedgerJson.CURSOR)) + page + failed(entry);
  }

  private static String failed(JsonNode entry) {
    int failures = entry.path(LedgerJson.FAILURES).asInt(0);
    return failures == 0 ? "" : "; it failed in " + failures + " attempts";
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
