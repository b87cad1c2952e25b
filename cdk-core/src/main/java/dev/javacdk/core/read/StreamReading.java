package dev.javacdk.core.read;

import dev.javacdk.api.CheckpointReader;
import dev.javacdk.api.Cursor;
import dev.javacdk.api.Progress;
import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.CursorSlices;
import dev.javacdk.core.checkpoint.FailureTolerant;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.state.StateJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one stream on the calling thread: the loop of slice, page, release, progress, checkpoint. A
 * state is written only after the records that it covers (I1), because both go the same way in this
 * order. Confined to that thread.
 */
final class StreamReading {

  private static final Logger LOG = LoggerFactory.getLogger(StreamReading.class);

  private final StreamPlan plan;
  private final Sync sync;
  private final StreamKind kind;
  private final CheckpointReader checkpoints;
  private final PartitionPages pages;
  private final PageOutput output;
  private final KitContext context;
  private @Nullable String greatest;

  StreamReading(StreamPlan plan, Sync sync) {
    Stream stream = plan.stream();
    this.plan = plan;
    this.sync = sync;
    this.kind = StreamKind.of(stream);
    this.context = new KitContext(plan.id(), sync);
    this.checkpoints =
        CheckpointReaders.of(stream, plan.state(), new ParentStreams(stream, context, sync.stop()));
    this.pages =
        new PartitionPages(stream, CheckpointReaders.incoming(stream, plan.state()));
    this.output = new PageOutput(stream, sync);
  }

  /**
   * Reads to the end.
   *
   * @throws Exception what author code threw, or what the checkpoint reader found: the stream failed
   */
  void read() throws Exception {
    try {
      for (Optional<StreamSlice> slice = next(); slice.isPresent(); slice = next()) {
        readPage(slice.get());
        emit(checkpoints.checkpoint());
      }
    } catch (Exception | ReadStopped e) {
      // What was committed before the failure; a reader that may not speak yet says nothing.
      emit(checkpoints.checkpoint());
      throw e;
    }
    emit(checkpoints.checkpoint());
    sync.states().finish(plan.id());
  }

  private Optional<StreamSlice> next() {
    sync.stop().check();
    return checkpoints.next();
  }

  private void readPage(StreamSlice slice) throws Exception {
    LOG.debug("stream '{}': reading {}", plan.id(), slice.describe());
    if (slice.cursor().isStart()) {
      greatest = slice.since();
    }
    output.beginPage();
    Progress progress;
    try {
      progress = pages.read(slice, output, context);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      output.release();
      if (checkpoints instanceof FailureTolerant tolerant) {
        tolerant.fail(e);
        return;
      }
      throw e;
    } catch (ReadStopped e) {
      output.release();
      throw e;
    }
    output.release();
    sync.stop().check();
    checkpoints.observe(withCursor(progress));
  }

  /** Complete, of a stream with a cursor field, means: up to the greatest value that was seen. */
  private Progress withCursor(Progress progress) {
    Optional<Cursor> cursor = plan.stream().cursor();
    if (cursor.isEmpty()) {
      return progress;
    }
    output
        .greatest()
        .ifPresent(v -> greatest = greatest == null ? v : cursor.get().max(greatest, v));
    if (progress instanceof Progress.Complete && greatest != null) {
      return Progress.upTo(CursorSlices.position(cursor.get(), greatest));
    }
    return progress;
  }

  private void emit(Optional<StreamState> checkpoint) {
    if (checkpoint.isEmpty()) {
      return;
    }
    StreamState state = checkpoint.get();
    if (kind.isResumable()) {
      sync.states().checkpoint(plan.id(), StateJson.text(state));
    } else if (state.isComplete()) {
      sync.states().checkpoint(plan.id(), StateJson.noCursor());
    }
  }
}
