package dev.javacdk.core.walk;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
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
    JsonText out =
        new JsonText().beginObject().members(StateJson.text(standing.state())).name(INSIDE);
    write(cursor, open, out);
    return StateJson.written(out.endObject().toString());
  }

  /** Writes an open slice. */
  public static void write(Cursor cursor, OpenSlice open, JsonText out) {
    out.beginObject();
    write(SINCE, cursor, open.since(), out);
    if (!open.token().isStart()) {
      out.name(TOKEN).raw(open.token().canonical());
    }
    write(UNTIL, cursor, open.until(), out);
    write(MAX, cursor, open.max(), out);
    out.endObject();
  }

  private static void write(String name, Cursor cursor, @Nullable String value, JsonText out) {
    if (value != null) {
      out.name(name).value(cursor.values().toJson(value));
    }
  }

  /**
   * Reads the state of a stream without parts.
   *
   * @throws ConfigError where it cannot be one
   */
  public static Standing read(Cursor cursor, JsonNode json, String of) {
    if (isRanges(json)) {
      return Standing.at(endOfFirst(cursor, json, of));
    }
    if (!(json instanceof ObjectNode object) || !object.has(INSIDE)) {
      return Standing.at(CursorStates.read(cursor, json, of));
    }
    ObjectNode before = object.deepCopy();
    JsonNode page = before.remove(INSIDE);
    return new Standing(CursorStates.read(cursor, before, of), readOpen(cursor, page, of));
  }

  private static boolean isRanges(JsonNode json) {
    return json.path("state_type").asString("").equals("date-range");
  }

  /** Whether a state has more than a position: ranges of time, or a slice under way. */
  public static boolean isOfTheKit(JsonNode json) {
    return isRanges(json) || json.has(INSIDE);
  }

  /** Ranges of time, of a stream that is not read in windows any more: up to the first gap. */
  private static StreamState endOfFirst(Cursor cursor, JsonNode ranges, String of) {
    JsonNode slices = ranges.path("slices");
    JsonNode first = slices.path(0);
    String end = StateValues.read(cursor, first.path("end"), of);
    if (end == null || beginsLate(cursor, first, of)) {
      return StreamState.initial();
    }
    if (slices.size() == 1) {
      String recent = StateValues.read(cursor, first.path("most_recent_cursor_value"), of);
      end = recent == null ? end : cursor.values().min(recent, end);
    }
    for (JsonNode window : ranges.path("open")) {
      String begins = StateValues.read(cursor, window.path("start"), of);
      if (begins == null) {
        return StreamState.initial();
      }
      end = cursor.values().min(end, begins);
    }
    return CursorStates.at(cursor, end);
  }

  private static boolean beginsLate(Cursor cursor, JsonNode first, String of) {
    String begins = StateValues.read(cursor, first.path("start"), of);
    return begins != null
        && cursor.start().filter(s -> cursor.values().compare(s, begins) < 0).isPresent();
  }

  /**
   * Reads an open slice.
   *
   * @throws ConfigError where it cannot be one
   */
  public static OpenSlice readOpen(Cursor cursor, JsonNode json, String of) {
    if (!json.isObject()) {
      throw new ConfigError(
          "the state of %s: its open slice must be a JSON object, but is %s"
              .formatted(of, StateJson.abbreviate(json)));
    }
    StreamState token = StateJson.read(json.path(TOKEN), "the open slice of " + of);
    return new OpenSlice(
        StateValues.read(cursor, json.get(SINCE), of),
        token.isComplete() ? CursorPosition.start() : token.cursor(),
        StateValues.read(cursor, json.get(UNTIL), of),
        StateValues.read(cursor, json.get(MAX), of));
  }
}
