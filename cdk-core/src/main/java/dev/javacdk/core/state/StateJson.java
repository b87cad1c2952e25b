package dev.javacdk.core.state;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.message.ExactJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of a {@link StreamState}: of a stream, a partition or a parent. */
public final class StateJson {

  /** Says that a full refresh was read to its end. */
  public static final String COMPLETE = "__ab_full_refresh_sync_complete";

  /** Says that a full refresh that cannot resume was read to its end. */
  public static final String NO_CURSOR = "__ab_no_cursor_state_message";

  private static final String COMPLETE_JSON = "{\"" + COMPLETE + "\":true}";
  private static final String NO_CURSOR_JSON = "{\"" + NO_CURSOR + "\":true}";

  private StateJson() {}

  /** The state as one JSON object. */
  public static String text(StreamState state) {
    if (state instanceof StreamState.Position position) {
      return position.cursor().canonical();
    }
    return state.isComplete() ? COMPLETE_JSON : "{}";
  }

  /** The state that was written as this text. */
  public static StreamState written(String json) {
    if (json.equals(COMPLETE_JSON)) {
      return StreamState.complete();
    }
    return json.equals("{}")
        ? StreamState.initial()
        : new StreamState.Position(CursorPosition.ofJson(json));
  }

  /** The last word on a full refresh that cannot resume. */
  public static String noCursor() {
    return NO_CURSOR_JSON;
  }

  /**
   * Reads a state: nothing, a position, or complete.
   *
   * @param of what the state is of, for the error
   * @throws ConfigError where it is a position that cannot be one
   */
  public static StreamState read(JsonNode json, String of) {
    if (json.isMissingNode() || json.isNull()) {
      return StreamState.initial();
    }
    if (!(json instanceof ObjectNode object)) {
      throw new ConfigError(
          "the state of " + of + " must be a JSON object, but is " + abbreviate(json));
    }
    if (isComplete(object)) {
      return StreamState.complete();
    }
    if (saysNothing(object)) {
      return StreamState.initial();
    }
    try {
      return StreamState.at(CursorPosition.of(object));
    } catch (IllegalArgumentException e) {
      throw new ConfigError(
          "the state of " + of + " cannot be read: " + abbreviate(json) + ": " + e.getMessage(), e);
    }
  }

  /** Whether the state says that everything was read. */
  public static boolean isComplete(JsonNode json) {
    return json.path(COMPLETE).asBoolean(false);
  }

  /** Whether the state is empty, or says "no cursor", which is the same as none. */
  public static boolean saysNothing(JsonNode json) {
    return json.isEmpty() || json.path(NO_CURSOR).asBoolean(false) || isComplete(json);
  }

  /** The value on one line, cut where it is long: for messages. */
  public static String abbreviate(JsonNode json) {
    String text = ExactJson.MAPPER.writeValueAsString(json);
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
