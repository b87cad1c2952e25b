package dev.javacdk.core.walk;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.StateJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Between the values of a cursor field and the states that hold them. */
public final class CursorStates {

  private static final Logger LOG = SafeLogs.of(CursorStates.class);

  private CursorStates() {}

  /**
   * Reads a state, its value of the cursor field in the form of the records. One whose value is
   * null or blank counts as none, with a warning.
   *
   * @throws ConfigError where it cannot be one
   */
  public static StreamState read(Cursor cursor, JsonNode json, String of) {
    StreamState state = readAsItStands(cursor, json, of);
    JsonNode value = json.get(cursor.field());
    String text = StateValues.read(cursor, value, of);
    if (text == null
        || text.equals(cursor.values().textOf(value))
        || !(json instanceof ObjectNode object)) {
      return state;
    }
    ObjectNode ours = object.deepCopy();
    ours.set(cursor.field(), cursor.values().toJson(text));
    return StateJson.read(ours, of);
  }

  /** The same, whatever the value is: of a stream that manages its own state. */
  public static StreamState readAsItStands(Cursor cursor, JsonNode json, String of) {
    if (isBlank(cursor, json)) {
      LOG.warn(
          "the state of {} has {} as its '{}': it counts as no state",
          of,
          json.path(cursor.field()),
          cursor.field());
      return StreamState.initial();
    }
    return StateJson.read(json, of);
  }

  /** Whether a state has a value of the cursor field, and that is null or blank. */
  public static boolean isBlank(Cursor cursor, JsonNode json) {
    JsonNode value = json.get(cursor.field());
    return value != null && cursor.values().textOf(value) == null;
  }

  /**
   * The value of the cursor field in a state; null of a state that says nothing.
   *
   * @throws ConfigError where the state has no value of the cursor field, or none of its kind
   */
  public static @Nullable String value(Cursor cursor, StreamState state, String of) {
    if (!(state instanceof StreamState.Position position)) {
      return null;
    }
    String value = position.cursor().text(cursor.field());
    if (value != null) {
      requireOne(cursor, value, of);
    } else {
      throw new ConfigError(
          "the state of %s is %s, but has no '%s', its cursor field; expected {\"%s\": ...}"
              .formatted(of, position.cursor(), cursor.field(), cursor.field()));
    }
    return value;
  }

  private static void requireOne(Cursor cursor, String value, String of) {
    try {
      Object unused = cursor.values().order(value);
    } catch (SystemError e) {
      throw new ConfigError("the state of " + of + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The state that says "up to this value". */
  public static StreamState at(Cursor cursor, String value) {
    return StreamState.at(position(cursor, value));
  }

  /** The position that says "up to this value". */
  public static CursorPosition position(Cursor cursor, String value) {
    return CursorPosition.of(cursor.field(), cursor.values().toJson(value));
  }

  /**
   * The end of the window that begins at {@code start}, as its values can be written: where two
   * times are written alike (an hour is there twice when a clock goes back), the window is longer.
   *
   * @param start as it can be written
   */
  public static Instant endOfWindow(CursorValues values, Windows windows, Instant start) {
    Instant end = start;
    Instant written = start;
    while (!written.isAfter(start)) {
      end = windows.end(end, values.zone());
      written = values.instantOf(values.textOf(end));
    }
    return written;
  }

  /**
   * The values, of which those that are computed are written as these ones are; null ones say
   * nothing.
   */
  public static CursorValues like(CursorValues values, @Nullable String... seen) {
    CursorValues like = values;
    for (String value : seen) {
      like = value == null ? like : like.like(value);
    }
    return like;
  }

  /** The greater of two values, either of which may be missing. */
  public static @Nullable String greater(
      CursorValues values, @Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return values.max(a, b);
  }

  /** The smaller of two values; one that is missing is no bound. */
  public static @Nullable String smaller(
      CursorValues values, @Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return values.min(a, b);
  }
}
