package dev.javacdk.core.checkpoint;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.Partition;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.error.ConfigError;
import java.math.BigDecimal;
import tools.jackson.databind.node.JsonNodeFactory;

/** Between the cursor field of a stream and its state. */
public final class CursorSlices {

  private CursorSlices() {}

  /**
   * The slice that follows from a state: since its value of the cursor field, or since the cursor's
   * own start.
   *
   * @throws ConfigError where the state has no value of the cursor field
   */
  public static StreamSlice slice(
      Cursor cursor, Partition partition, StreamState state, String stream) {
    StreamSlice slice = StreamSlice.of(partition, CursorPosition.start());
    if (state instanceof StreamState.Position position) {
      String since = position.cursor().text(cursor.field());
      if (since == null) {
        throw new ConfigError(
            "the state of stream '%s' is %s, but has no '%s', its cursor field; expected {\"%s\": ...}"
                .formatted(stream, position.cursor(), cursor.field(), cursor.field()));
      }
      return slice.since(since);
    }
    return slice.since(cursor.start().orElse(null));
  }

  /** The position that says "up to this value". */
  public static CursorPosition position(Cursor cursor, String value) {
    return cursor.isNumber()
        ? CursorPosition.of(
            cursor.field(), JsonNodeFactory.instance.numberNode(new BigDecimal(value)))
        : CursorPosition.of(cursor.field(), value);
  }
}
