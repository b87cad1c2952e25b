package dev.javacdk.api;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordReader;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sequence of records with a name, a schema and maybe a cursor field.
 *
 * <p>What it can do decides how it is read, never the sync mode that the catalog asks for. {@link
 * Streams} makes one out of a function; implement this interface only for what that cannot say. All
 * methods but {@link #reader} are pure and quick, and are called on the main thread before reading
 * begins.
 */
public interface Stream {

  /** The name, unique among the source's streams of one namespace. */
  String name();

  /** What the records look like. */
  Schema schema();

  /**
   * Reads pages of this partition. Usually the same stateless object for all; a reader that is a
   * {@link StateMixin} is one of its own for each partition. Called once a partition and attempt,
   * on the thread that then reads it.
   */
  PageReader reader(Partition partition);

  /** The namespace; empty where there is none. */
  default Optional<String> namespace() {
    return Optional.empty();
  }

  /** Paths to the fields that make a record unique; empty where nothing is said. */
  default List<List<String>> primaryKey() {
    return List.of();
  }

  /** The field by which the stream is read incrementally; empty where it cannot be. */
  default Optional<Cursor> cursor() {
    return Optional.empty();
  }

  /** The parts of the stream. */
  default Partitions partitions() {
    return Partitions.single();
  }

  /**
   * Whether a later attempt may go on where an earlier one stopped; {@code is_resumable} in the
   * catalog. Say false where positions are good within one process only.
   */
  default boolean supportsCheckpointing() {
    return true;
  }

  /**
   * Whether its reader reads one page a call and says how to go on, so that a later attempt can go
   * on behind a page. Say no where it reads all, or all of a partition, in one go: a {@link
   * RecordReader} that is no {@link StateMixin}. Asked in place of {@link #reader}, which is called
   * to read only.
   */
  default boolean readsInPages() {
    return true;
  }

  /**
   * Whether a position goes on behind the records that were read, whatever changed meanwhile: so do
   * opaque tokens and keysets. Page numbers and offsets shift: an incremental slice that was cut
   * off keeps none of them and starts again.
   */
  default boolean positionsAreStable() {
    return true;
  }

  /**
   * How the stream's requests leave out what has not changed since a value of its cursor; empty
   * where they do not, or where that is not known. Where positions shift and records ascend by the
   * cursor, reading goes on by the cursor from page to page, and what moves meanwhile hides
   * nothing.
   */
  default Optional<CursorFilter> cursorFilter() {
    return Optional.empty();
  }

  /**
   * Of an incremental stream in parts: how many bytes its partitions may take of the state before
   * those that were read are folded into one cursor for all; empty: each keeps its own for ever.
   * What folding can miss is a partition that becomes visible late, with records from before.
   */
  default OptionalLong foldPast() {
    return OptionalLong.empty();
  }

  /**
   * A name that this stream shares with others that must not be read at the same time as it: they
   * are read one after the other, whatever the number of workers. Empty where it minds nobody.
   */
  default Optional<String> group() {
    return Optional.empty();
  }

  /** How many workers may read the stream at once at most; empty: as many as there are. */
  default OptionalInt mostWorkers() {
    return OptionalInt.empty();
  }

  /**
   * What is unsound about the definition, one sentence each, found without I/O; empty where it is
   * sound. The kit names the problems of all streams at once before it reads.
   */
  default List<String> problems() {
    return List.of();
  }

  /**
   * What the definition cannot see or may miss though it is sound, one sentence each: said as
   * warnings by check and discover.
   */
  default List<String> cautions() {
    return List.of();
  }

  /** What the stream does, in words, for whoever looks at the log of discover. */
  default String describe() {
    return name();
  }

  /**
   * Turns a state that an older version of the connector, or another one, wrote into one of today.
   * Called once an attempt where a state came in; what has the form of today is returned as it is.
   *
   * @param state the stream's state as it came in; may be changed
   * @throws dev.javacdk.api.error.ConfigError where it cannot be understood: the stream fails, and
   *     no other
   */
  default ObjectNode migrate(ObjectNode state) {
    return state;
  }
}
