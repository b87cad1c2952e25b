package dev.javacdk.core.page;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.read.RecordReader;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.walk.CursorStates;
import org.jspecify.annotations.Nullable;

/**
 * Calls the author's reader for one page, and makes one answer out of the two ways to give it: the
 * progress that it returns, or the state that it manages. Confined to the thread that reads.
 */
public final class PartitionPages {

  private final Stream stream;
  private final StreamState incoming;
  private @Nullable Partition partition;
  private @Nullable PageReader reader;

  /** Calls the readers of this stream, which take up this state where it has no parts. */
  public PartitionPages(Stream stream, StreamState incoming) {
    this.stream = stream;
    this.incoming = incoming;
  }

  /**
   * Reads one page.
   *
   * @throws Exception what author code threw
   */
  public Progress read(StreamSlice slice, RecordOutput output, ReadContext context)
      throws Exception {
    PageReader current = readerFor(slice);
    Progress progress = current.readPage(slice, output, context);
    if (current instanceof StateMixin mixin) {
      return progressOf(mixin, stream.cursor().isPresent());
    }
    if (progress == null) {
      throw new SystemError(
          "stream '%s': its reader returned null for %s; return a Progress"
              .formatted(stream.name(), slice.describe()));
    }
    return progress;
  }

  /** Whether the reader at work manages a state of its own. */
  boolean hasState() {
    return reader instanceof StateMixin;
  }

  private PageReader readerFor(StreamSlice slice) {
    PageReader current = reader;
    if (current == null || !slice.partition().equals(partition)) {
      current = stream.reader(slice.partition());
      requireAsSaid(current);
      if (current instanceof StateMixin mixin) {
        if (!(current instanceof RecordReader)) {
          throw new SystemError(
              "stream '%s': a reader that is a StateMixin must be a RecordReader; %s is none"
                  .formatted(stream.name(), current.getClass().getName()));
        }
        // A stream that manages the state of all its parts itself takes it up once.
        if (partition == null || !(stream instanceof StateMixin)) {
          mixin.state(slice.cursor().isStart() ? begin(slice) : StreamState.at(slice.cursor()));
        }
      }
      reader = current;
      partition = slice.partition();
    }
    return current;
  }

  /** What reads all in one go has no position that a state could hold. */
  private void requireAsSaid(PageReader made) {
    boolean inOneGo = made instanceof RecordReader && !(made instanceof StateMixin);
    boolean manages = stream instanceof StateMixin;
    if (inOneGo && !manages && StreamKind.of(stream) == StreamKind.RESUMABLE) {
      throw new SystemError(
          "stream '%s': it says readsInPages(), but its reader %s reads all in one go; let it say no"
              .formatted(stream.name(), made.getClass().getName()));
    }
  }

  /** Of a partition that is read incrementally, a reader gets the cursor that it has left. */
  private StreamState begin(StreamSlice slice) {
    Cursor cursor = stream.cursor().orElse(null);
    String since = slice.since();
    return stream instanceof StateMixin || cursor == null || since == null
        ? incoming
        : CursorStates.at(cursor, since);
  }

  /** What the state that a reader manages itself says after a read. */
  static Progress progressOf(StateMixin mixin, boolean hasCursor) {
    if (!(mixin.state() instanceof StreamState.Position position)) {
      return Progress.complete();
    }
    return hasCursor ? Progress.upTo(position.cursor()) : Progress.next(position.cursor());
  }
}
