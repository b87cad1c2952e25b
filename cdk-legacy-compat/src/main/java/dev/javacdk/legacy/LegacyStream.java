package dev.javacdk.legacy;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.spec.Schema;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream of the old shape: records are pulled, slices are plain maps, state is an object that
 * goes in with each call. {@link LegacyStreams#adapt} makes it a stream of today.
 *
 * <p>What else it implements decides how it is read:
 *
 * <table>
 *   <caption>Kinds of old streams</caption>
 *   <tr><td>a cursor and {@link UpdatedState}</td><td>incremental: a state after each slice</td></tr>
 *   <tr><td>a cursor and {@link dev.javacdk.api.read.StateMixin}</td><td>incremental, likewise</td></tr>
 *   <tr><td>{@code StateMixin} alone</td><td>resumable full refresh: each call reads a page</td></tr>
 *   <tr><td>neither</td><td>full refresh: slices in turn, nothing kept</td></tr>
 * </table>
 *
 * <p>Called on the thread that reads the stream; {@link #slices} and {@link #records}, and the
 * iterators they return, may block and may throw: then the stream fails. The other methods are pure
 * and quick.
 *
 * <p>Exists so that streams written for an older kit run before they are rewritten. It can go when
 * the stream returns {@link dev.javacdk.api.state.Progress} from a {@link
 * dev.javacdk.api.read.PageReader} and describes its {@link dev.javacdk.api.Partitions}.
 */
public interface LegacyStream {

  /** The name, unique among the source's streams of one namespace. */
  String name();

  /** What the records look like. */
  Schema schema();

  /**
   * The records of a slice, or of one page of it.
   *
   * @param slice the fields of the slice and of the position in it, at the top level; and again as
   *     {@code partition} and {@code cursor_slice}. Numbers are whole numbers or {@code BigDecimal}
   * @param state what was read so far; a copy, empty where nothing was
   * @return JSON objects, or values that Jackson writes as one (maps, Java records), none of them
   *     null; closed at the end where it is {@link AutoCloseable}
   * @throws Exception where they cannot be read
   */
  Iterator<?> records(Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context)
      throws Exception;

  /**
   * What is read, slice by slice. No slice at all reads nothing. For old times' sake null, here or
   * as an element, is one empty slice, with one warning.
   *
   * @param state what was read so far; a copy, empty where nothing was
   * @throws Exception where they cannot be listed
   */
  default @Nullable Iterable<? extends @Nullable Map<String, ?>> slices(ObjectNode state)
      throws Exception {
    return List.of(Map.of());
  }

  /** The field by which the stream is read incrementally; empty where it cannot be. */
  default Optional<Cursor> cursor() {
    return Optional.empty();
  }

  /** Paths to the fields that make a record unique; empty where nothing is said. */
  default List<List<String>> primaryKey() {
    return List.of();
  }

  /** The namespace; empty where there is none. */
  default Optional<String> namespace() {
    return Optional.empty();
  }
}
