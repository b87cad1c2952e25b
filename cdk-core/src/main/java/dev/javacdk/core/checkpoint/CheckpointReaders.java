package dev.javacdk.core.checkpoint;

import dev.javacdk.api.CheckpointReader;
import dev.javacdk.api.Cursor;
import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.StateMixin;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.ledger.Ledgers;
import dev.javacdk.core.ledger.PartitionLedger;
import dev.javacdk.core.state.StateJson;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives each stream the checkpoint reader that fits what it can do. */
public final class CheckpointReaders {

  private CheckpointReaders() {}

  /**
   * The reader of a stream.
   *
   * @param state the stream's state; an empty object where none came in
   * @param parents fetches pages of its parents
   * @throws dev.javacdk.api.error.ConfigError where the state is not one of this stream
   */
  public static CheckpointReader of(Stream stream, ObjectNode state, ParentPages parents) {
    return switch (StreamKind.of(stream)) {
      case PARTITIONED -> partitioned(stream, state, parents);
      case INCREMENTAL -> incremental(stream, incoming(stream, state));
      case RESUMABLE ->
          new ResumableFullRefreshCheckpointReader(stream.name(), incoming(stream, state));
      case FULL_REFRESH ->
          stream.partitions() instanceof Partitions.Single
              ? new FullRefreshCheckpointReader(stream.name(), wholeOrOwn(stream))
              : partitioned(stream, state, parents);
    };
  }

  /** The state that came in for a stream without parts, as its kind reads it. */
  public static StreamState incoming(Stream stream, ObjectNode state) {
    StreamState read =
        StateJson.read(stream.migrate(state.deepCopy()), "stream '" + stream.name() + "'");
    return switch (StreamKind.of(stream)) {
      case FULL_REFRESH, PARTITIONED -> StreamState.initial();
      // A complete full refresh says nothing about what changed since.
      case INCREMENTAL -> read.isComplete() ? StreamState.initial() : read;
      case RESUMABLE -> read;
    };
  }

  /**
   * The ledger of a stream whose parts are read one by one; empty where it has none, or where its
   * state says that all of them were read.
   *
   * @throws dev.javacdk.api.error.ConfigError where the state is not one of this stream
   */
  public static Optional<PartitionLedger> ledger(Stream stream, ObjectNode state) {
    if (stream.partitions() instanceof Partitions.Single || stream instanceof StateMixin) {
      return Optional.empty();
    }
    if (StreamKind.of(stream) == StreamKind.FULL_REFRESH) {
      return Optional.of(Ledgers.of(stream, JsonNodeFactory.instance.objectNode()));
    }
    if (StateJson.isComplete(state) && stream.cursor().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Ledgers.of(
            stream, StateJson.saysNothing(state) ? state.objectNode() : stream.migrate(state)));
  }

  private static CheckpointReader partitioned(
      Stream stream, ObjectNode state, ParentPages parents) {
    Optional<PartitionLedger> ledger = ledger(stream, state);
    return ledger.isPresent()
        ? new PartitionedCheckpointReader(stream.name(), stream.cursor(), ledger.get(), parents)
        : new ResumableFullRefreshCheckpointReader(stream.name(), StreamState.complete());
  }

  private static Iterator<StreamSlice> wholeOrOwn(Stream stream) {
    return stream instanceof OwnSlices own
        ? own.slices(StreamState.initial())
        : List.of(StreamSlice.of(Partition.whole(), CursorPosition.start())).iterator();
  }

  private static CheckpointReader incremental(Stream stream, StreamState incoming) {
    if (stream instanceof OwnSlices own) {
      return new IncrementalCheckpointReader(stream.name(), own.slices(incoming), incoming);
    }
    Cursor cursor = stream.cursor().orElseThrow();
    List<StreamSlice> slices =
        stream instanceof StateMixin
            ? ownSlices(stream, cursor, incoming)
            : List.of(CursorSlices.slice(cursor, Partition.whole(), incoming, stream.name()));
    return new IncrementalCheckpointReader(stream.name(), slices.iterator(), incoming);
  }

  /**
   * A stream that manages its own state may keep anything in it; the cursor is told if it is there.
   */
  private static List<StreamSlice> ownSlices(Stream stream, Cursor cursor, StreamState incoming) {
    Optional<String> since =
        incoming instanceof StreamState.Position position
            ? Optional.ofNullable(position.cursor().text(cursor.field())).or(cursor::start)
            : cursor.start();
    List<Partition> parts =
        stream.partitions() instanceof Partitions.Listed listed
            ? listed.partitions()
            : List.of(Partition.whole());
    return parts.stream()
        .map(part -> StreamSlice.of(part, CursorPosition.start()).since(since.orElse(null)))
        .toList();
  }
}
