package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.StreamSlice;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in a request that is filled anew for each slice. What a stream's holes are decides what
 * the stream is: one for a parent's field makes it a substream, one for the cursor makes it
 * incremental.
 *
 * <p>A closed family of values; safe for use by many threads.
 */
public sealed interface Hole permits ParentField, CursorBound, PartitionValue, ComputedHole {

  /** The value of the cursor field from which records are wanted, that value included. */
  static CursorBound since(Cursor cursor) {
    return CursorBound.of(cursor, CursorBound.Side.SINCE);
  }

  /**
   * The value of the cursor field after which records are wanted, for an API whose filter leaves
   * out the value itself. Records that share that value with the last one read would be lost: say
   * the cursor's {@link Cursor#lookBack} or {@link Cursor#granularity}, or {@link
   * CursorBound#exclusive}.
   */
  static CursorBound after(Cursor cursor) {
    return CursorBound.of(cursor, CursorBound.Side.AFTER);
  }

  /**
   * The value of the cursor field before which records are wanted: the end of a window, or when the
   * reading began. Left out where there is no bound.
   */
  static CursorBound until(Cursor cursor) {
    return CursorBound.of(cursor, CursorBound.Side.UNTIL);
  }

  /**
   * The same for an API that takes the bound as the last value that is wanted: one {@link
   * Cursor#granularity} less.
   */
  static CursorBound upTo(Cursor cursor) {
    return CursorBound.of(cursor, CursorBound.Side.UP_TO);
  }

  /**
   * The value that the stream's own partition, or its parent's, has under this name: {@code
   * partitions("region", ...)}.
   */
  static PartitionValue partition(String name) {
    return new PartitionValue(name);
  }

  /**
   * What a function makes of other holes: {@code computed("the quarter", List.of(since), values ->
   * ...)}.
   *
   * @param words what it stands for, in messages and {@code explain}
   * @param needs the holes that it looks at: they make the stream what it is, as if the request
   *     mentioned them
   * @param value gives what fills it, or null where nothing does; called on reading threads
   */
  static ComputedHole computed(
      String words,
      Collection<? extends Hole> needs,
      Function<SliceValues, @Nullable JsonNode> value) {
    return new ComputedHole(words, List.copyOf(needs), value, false);
  }

  /** The hole itself, or what it is computed of, down to what is not computed. */
  default Stream<Hole> leaves() {
    return this instanceof ComputedHole computed
        ? computed.needs().stream().flatMap(Hole::leaves)
        : Stream.of(this);
  }

  /** Whether it goes into a path as it is, slashes and all. */
  default boolean unescaped() {
    return false;
  }

  /**
   * What goes into the request for this slice, or null where there is nothing: then the parameter,
   * header or field is left out.
   *
   * @param partitions what the stream's parts are
   */
  @Nullable JsonNode fill(StreamSlice slice, Partitions partitions);

  /** What it stands for, in words: {@code contacts.id}. */
  String words();
}
