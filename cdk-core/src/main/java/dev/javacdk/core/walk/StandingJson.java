package dev.javacdk.core.walk;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.state.StateJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of an incremental slice under way, beside the cursor or inside it. */
public final class StandingJson {

  /** The open slice inside the state of a stream without parts. */
  public static final String INSIDE = "__page";

  private static final String SINCE = "since";
  private static final String TOKEN = "token";
  private static final String UNTIL = "until";
  private static final String MAX = "max";

  private StandingJson() {}

  /** The state of a stream without parts: its cursor, with the open slice inside. */
  public static StreamState state(Cursor cursor, Standing standing) {
    OpenSlice open = standing.open();
    if (open == null || open.equals(OpenSlice.STARTED)) {
      return standing.state();
    }
    StringBuilder out = new StringBuilder();
    write(cursor, standing, out);
    return new StreamState.Position(CursorPosition.ofJson(out.toString()));
  }

  /** Appends the same. */
  public static void write(Cursor cursor, Standing standing, StringBuilder out) {
    StateJson.write(standing.state(), out);
    OpenSlice open = standing.open();
    if (open == null || open.equals(OpenSlice.STARTED)) {
      return;
    }
    out.setLength(out.length() - 1);
    out.append(standing.state() instanceof StreamState.Position ? "," : "");
    out.append("\"" + INSIDE + "\":");
    write(cursor, open, out);
    out.append('}');
  }

  /** Appends an open slice. */
  public static void write(Cursor cursor, OpenSlice open, StringBuilder out) {
    out.append('{');
    int empty = out.length();
    write(SINCE, cursor, open.since(), empty, out);
    if (!open.token().isStart()) {
      name(TOKEN, empty, out).append(open.token().canonical());
    }
    write(UNTIL, cursor, open.until(), empty, out);
    write(MAX, cursor, open.max(), empty, out);
    out.append('}');
  }

  private static void write(
      String name, Cursor cursor, @Nullable String value, int empty, StringBuilder out) {
    if (value != null) {
      name(name, empty, out).append(cursor.toJson(value));
    }
  }

  private static StringBuilder name(String name, int empty, StringBuilder out) {
    return out.append(out.length() == empty ? "\"" : ",\"").append(name).append("\":");
  }

  /**
   * Reads the state of a stream without parts.
   *
   * @throws ConfigError where it cannot be one
   */
  public static Standing read(Cursor cursor, JsonNode json, String of) {
    if (json.path("state_type").asString("").equals("date-range")) {
      return Standing.at(endOfFirst(cursor, json.path("slices"), of));
    }
    if (!(json instanceof ObjectNode object) || !object.has(INSIDE)) {
      return Standing.at(CursorStates.read(cursor, json, of));
    }
    ObjectNode before = object.deepCopy();
    JsonNode page = before.remove(INSIDE);
    return new Standing(CursorStates.read(cursor, before, of), readOpen(cursor, page, of));
  }

  /** Ranges of time, of a stream that is not read in windows any more: up to the first gap. */
  private static StreamState endOfFirst(Cursor cursor, JsonNode slices, String of) {
    JsonNode first = slices.path(0);
    JsonNode recent = first.path("most_recent_cursor_value");
    JsonNode end = slices.size() == 1 && !recent.isMissingNode() ? recent : first.path("end");
    if (cursor.textOf(end) == null) {
      return StreamState.initial();
    }
    StreamState state = StreamState.at(cursor.field(), end);
    String unused = CursorStates.value(cursor, state, of);
    return state;
  }

  /**
   * Reads an open slice.
   *
   * @throws ConfigError where it cannot be one
   */
  public static OpenSlice readOpen(Cursor cursor, JsonNode json, String of) {
    if (!json.isObject()) {
      throw new ConfigError(
          "the open slice of %s must be a JSON object, but is %s"
              .formatted(of, StateJson.abbreviate(json)));
    }
    try {
      return new OpenSlice(
          cursor.valueOf(json.get(SINCE)).orElse(null),
          StateJson.read(json.path(TOKEN), of).cursor(),
          cursor.valueOf(json.get(UNTIL)).orElse(null),
          cursor.valueOf(json.get(MAX)).orElse(null));
    } catch (SystemError | IllegalStateException e) {
      throw new ConfigError(
          "the open slice of %s cannot be read: %s: %s"
              .formatted(of, StateJson.abbreviate(json), e.getMessage()),
          e);
    }
  }
}
