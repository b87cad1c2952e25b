package dev.javacdk.core.checkpoint;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.ledger.Ledgers;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.StandingJson;
import java.time.InstantSource;
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
   * @param state the stream's state, in the form of today; an empty object where none came in
   * @param parents fetches pages of its parents
   * @param clock tells where what is read incrementally ends
   * @throws dev.javacdk.api.error.ConfigError where the state is not one of this stream
   */
  public static CheckpointReader of(
      Stream stream, ObjectNode state, ParentPages parents, InstantSource clock) {
    return switch (StreamKind.of(stream)) {
      case PARTITIONED, WINDOWED -> inParts(stream, state, parents, clock);
      case INCREMENTAL -> incremental(stream, state, clock);
      case RESUMABLE ->
          new ResumableFullRefreshCheckpointReader(stream.name(), incoming(stream, state));
      case FULL_REFRESH ->
          stream.partitions() instanceof Partitions.Single
              ? new FullRefreshCheckpointReader(stream.name(), wholeOrOwn(stream))
              : inParts(stream, state, parents, clock);
    };
  }

  /**
   * Tells a reader what a page has said, in as many words as it understands.
   *
   * @return what a state that is written now says of what was read
   */
  public static Coverage observe(CheckpointReader reader, PageSaid said) {
    if (reader instanceof FollowsCursor follower) {
      return follower.observe(said);
    }
    reader.observe(said.progress());
    return said.progress() instanceof Progress.Restart ? Coverage.VOID : Coverage.COVERED;
  }

  /** What a reader has to say since it was asked last, as it is written; empty where nothing. */
  public static Optional<EncodedState> checkpoint(CheckpointReader reader) {
    return reader instanceof PartitionedCheckpointReader parts
        ? parts.encoded()
        : reader.checkpoint().map(EncodedState::of);
  }

  /**
   * The state that came in for a stream without parts, as a reader with a state of its own sees it.
   */
  public static StreamState incoming(Stream stream, ObjectNode state) {
    return switch (StreamKind.of(stream)) {
      case FULL_REFRESH, PARTITIONED, WINDOWED -> StreamState.initial();
      case INCREMENTAL -> {
        // Who makes the checkpoint reader has warned of it.
        boolean isBlank = CursorStates.isBlank(stream.cursor().orElseThrow(), state);
        yield isBlank ? StreamState.initial() : standing(stream, state).state();
      }
      case RESUMABLE -> StateJson.read(state, "stream '" + stream.name() + "'");
    };
  }

  private static Standing standing(Stream stream, ObjectNode state) {
    Cursor cursor = stream.cursor().orElseThrow();
    String of = "stream '" + stream.name() + "'";
    boolean own = stream instanceof OwnSlices || stream instanceof StateMixin;
    Standing read =
        own && !StandingJson.isOfTheKit(state)
            ? Standing.at(CursorStates.readAsItStands(cursor, state, of))
            : StandingJson.read(cursor, state, of);
    // A complete full refresh says nothing about what changed since.
    return read.state().isComplete() ? Standing.at(StreamState.initial()) : read;
  }

  /**
   * The ledger of a stream whose parts are read one by one; empty where it has none, or where its
   * state says that all of them were read.
   *
   * @param clock tells where what is read incrementally ends
   * @throws dev.javacdk.api.error.ConfigError where the state is not one of this stream
   */
  public static Optional<Ledger> ledger(Stream stream, ObjectNode state, InstantSource clock) {
    StreamKind kind = StreamKind.of(stream);
    boolean listed = !(stream.partitions() instanceof Partitions.Single);
    if (!kind.isInParts() && (!listed || stream instanceof StateMixin)) {
      return Optional.empty();
    }
    if (kind == StreamKind.FULL_REFRESH) {
      return Optional.of(Ledgers.of(stream, JsonNodeFactory.instance.objectNode(), clock));
    }
    if (StateJson.isComplete(state) && stream.cursor().isEmpty()) {
      return Optional.empty();
    }
    ObjectNode known = StateJson.saysNothing(state) ? state.objectNode() : state;
    return Optional.of(Ledgers.of(stream, known, clock));
  }

  private static CheckpointReader inParts(
      Stream stream, ObjectNode state, ParentPages parents, InstantSource clock) {
    Optional<Ledger> ledger = ledger(stream, state, clock);
    return ledger.isPresent()
        ? new PartitionedCheckpointReader(stream.name(), ledger.get(), parents)
        : new ResumableFullRefreshCheckpointReader(stream.name(), StreamState.complete());
  }

  private static Iterator<StreamSlice> wholeOrOwn(Stream stream) {
    return stream instanceof OwnSlices own
        ? own.slices(StreamState.initial())
        : List.of(StreamSlice.of(Partition.whole(), CursorPosition.start())).iterator();
  }

  private static CheckpointReader incremental(
      Stream stream, ObjectNode state, InstantSource clock) {
    Cursor cursor = stream.cursor().orElseThrow();
    Standing standing = standing(stream, state);
    StreamState incoming = standing.state();
    if (stream instanceof OwnSlices own) {
      return IncrementalCheckpointReader.ofOwn(
          stream.name(), cursor, own.slices(incoming), incoming);
    }
    if (stream instanceof StateMixin) {
      return IncrementalCheckpointReader.ofOwn(
          stream.name(), cursor, ownSlices(stream, cursor, incoming).iterator(), incoming);
    }
    CursorWalk walk = CursorWalk.of(stream, Partition.whole(), standing, clock);
    return IncrementalCheckpointReader.of(stream.name(), cursor, walk, incoming);
  }

  /**
   * A stream that manages its own state may keep anything in it; the cursor is told if it is there.
   */
  private static List<StreamSlice> ownSlices(Stream stream, Cursor cursor, StreamState incoming) {
    Optional<String> since =
        incoming instanceof StreamState.Position position
            ? Optional.ofNullable(position.cursor().text(cursor.field()))
                .map(cursor.values()::before)
                .or(cursor::start)
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
