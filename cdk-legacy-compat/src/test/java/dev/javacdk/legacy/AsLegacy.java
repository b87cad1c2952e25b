package dev.javacdk.legacy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.walk.CursorStates;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells a stream of today as one of the old shape, and adapts that: the suites must not notice. */
class AsLegacy implements LegacyStream {

  /** How many streams were told in the old shape. */
  static final AtomicInteger TOLD = new AtomicInteger();

  final Stream stream;

  private AsLegacy(Stream stream) {
    this.stream = stream;
  }

  /** The stream in the old shape, as far as that can say what it is. */
  static Stream of(Stream stream) {
    boolean newOnly =
        !(stream.partitions() instanceof Partitions.Single)
            || stream.group().isPresent()
            || (stream instanceof StateMixin && stream.cursor().isPresent());
    if (newOnly) {
      return stream;
    }
    TOLD.incrementAndGet();
    return LegacyStreams.adapt(
        switch (StreamKind.of(stream)) {
          case FULL_REFRESH -> new AsLegacy(stream);
          case INCREMENTAL -> new Computed(stream);
          case RESUMABLE ->
              stream instanceof StateMixin mixin ? new Keeping(stream, mixin) : new Paged(stream);
          case PARTITIONED, WINDOWED -> throw new IllegalStateException("has parts");
        });
  }

  @Override
  public String name() {
    return stream.name();
  }

  @Override
  public Schema schema() {
    return stream.schema();
  }

  @Override
  public Optional<String> namespace() {
    return stream.namespace();
  }

  @Override
  public List<List<String>> primaryKey() {
    return stream.primaryKey();
  }

  @Override
  public Iterator<?> records(
      Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
    return pull(StreamSlice.of(Partition.whole(), CursorPosition.start()), context);
  }

  final Pulled pull(StreamSlice slice, ReadContext context) {
    return Pulled.by(stream.reader(Partition.whole()), slice, context);
  }

  /** Computes its state from the records. */
  private static final class Computed extends AsLegacy implements UpdatedState {
    private final Cursor cursor;

    Computed(Stream stream) {
      super(stream);
      this.cursor = stream.cursor().orElseThrow();
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(cursor);
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
      String since =
          cursor.values().valueOf(state.get(cursor.field())).or(cursor::start).orElse(null);
      return pull(StreamSlice.of(Partition.whole(), CursorPosition.start()).since(since), context);
    }

    @Override
    public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
      Optional<String> before = cursor.values().valueOf(current.get(cursor.field()));
      return cursor
          .values()
          .valueOf(record.get(cursor.field()))
          .map(value -> before.map(b -> cursor.values().max(b, value)).orElse(value))
          .map(greatest -> CursorStates.position(cursor, greatest).toJson())
          .orElse(current);
    }
  }

  /** Its state is the next page. */
  @SuppressWarnings("removal") // what old streams still say
  private static final class Paged extends AsLegacy implements IncrementalMixin {
    private StreamState state = StreamState.initial();

    Paged(Stream stream) {
      super(stream);
    }

    @Override
    @SuppressWarnings("NullAway") // null is what the suite wants to see refused
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode current, ReadContext context) {
      Pulled page = pull(StreamSlice.of(Partition.whole(), state.cursor()), context);
      Progress progress = page.progress();
      if (progress == null && !page.failed()) {
        return null;
      }
      state =
          progress instanceof Progress.Next next
              ? StreamState.at(next.position())
              : StreamState.initial();
      return page;
    }

    @Override
    public StreamState state() {
      return state;
    }

    @Override
    public void state(StreamState state) {
      this.state = state;
    }
  }

  /** Keeps its state as it did. */
  @SuppressWarnings("removal") // what old streams still say
  private static final class Keeping extends AsLegacy implements IncrementalMixin {
    private final StateMixin mixin;

    Keeping(Stream stream, StateMixin mixin) {
      super(stream);
      this.mixin = mixin;
    }

    @Override
    public StreamState state() {
      return mixin.state();
    }

    @Override
    public void state(StreamState state) {
      mixin.state(state);
    }
  }
}
