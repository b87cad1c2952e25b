package dev.javacdk.api.state;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What is known of the progress of a stream, or of one of its partitions: nothing yet, a position,
 * or that it is complete.
 *
 * <p>A value; safe for use by many threads. On the wire: {@code {}} or absent, the position's own
 * fields, {@code {"__ab_full_refresh_sync_complete":true}}.
 */
public sealed interface StreamState {

  /** Nothing was read yet. */
  record Initial() implements StreamState {
    private static final Initial INSTANCE = new Initial();
  }

  /** Everything before {@code cursor} was read. */
  record Position(CursorPosition cursor) implements StreamState {
    /** Refuses the start, which is {@link Initial}. */
    public Position {
      Objects.requireNonNull(cursor, "cursor");
      if (cursor.isStart()) {
        throw new IllegalArgumentException("a position at the start is StreamState.initial()");
      }
    }
  }

  /** Everything was read; there is nothing to go on with. */
  record Complete() implements StreamState {
    private static final Complete INSTANCE = new Complete();
  }

  /** Nothing was read yet. */
  static StreamState initial() {
    return Initial.INSTANCE;
  }

  /** Everything was read. */
  static StreamState complete() {
    return Complete.INSTANCE;
  }

  /** At this position, or {@link #initial()} where it is the start. */
  static StreamState at(CursorPosition cursor) {
    return cursor.isStart() ? initial() : new Position(cursor);
  }

  /** At a position of one named string. */
  static StreamState at(String name, String token) {
    return new Position(CursorPosition.of(name, token));
  }

  /** At a position of one named whole number. */
  static StreamState at(String name, long token) {
    return new Position(CursorPosition.of(name, token));
  }

  /** At a position of one named JSON value. */
  static StreamState at(String name, JsonNode token) {
    return new Position(CursorPosition.of(name, token));
  }

  /** Whether everything was read. */
  default boolean isComplete() {
    return this instanceof Complete;
  }

  /**
   * Where to go on: the position, or the start.
   *
   * @throws IllegalStateException of a complete state, which has nowhere to go on
   */
  default CursorPosition cursor() {
    if (this instanceof Initial) {
      return CursorPosition.start();
    }
    throw new IllegalStateException("a complete state has no position to go on at");
  }
}
