package dev.javacdk.core.read;

import dev.javacdk.api.CheckpointReader;
import dev.javacdk.api.Progress;
import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.FailureTolerant;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.state.CheckpointPolicy;
import dev.javacdk.core.state.StateJson;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
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
  private final CursorWatch cursor;
  private final CheckpointPolicy policy;
  private @Nullable StreamState unwritten;

  StreamReading(StreamPlan plan, Sync sync) {
    Stream stream = plan.stream();
    this.plan = plan;
    this.sync = sync;
    this.kind = StreamKind.of(stream);
    this.policy = policy(sync.settings(), kind);
    this.context = new KitContext(plan.id(), sync);
    this.checkpoints =
        CheckpointReaders.of(stream, plan.state(), new ParentStreams(stream, context, sync.stop()));
    this.pages = new PartitionPages(stream, CheckpointReaders.incoming(stream, plan.state()));
    this.cursor = new CursorWatch(stream, this::commitInside);
    this.output = new PageOutput(stream, sync, cursor);
  }

  private static CheckpointPolicy policy(KitSettings settings, StreamKind kind) {
    Optional<Duration> asked = settings.checkpointEvery();
    if (asked.isPresent()) {
      return CheckpointPolicy.atMostEvery(asked.get());
    }
    return kind == StreamKind.PARTITIONED
        ? CheckpointPolicy.partitioned(Duration.ofSeconds(1))
        : CheckpointPolicy.always();
  }

  /**
   * Reads to the end.
   *
   * @throws Exception what author code threw, or what the checkpoint reader found: the stream
   *     failed
   */
  void read() throws Exception {
    try {
      readSlices();
    } catch (Exception | ReadStopped e) {
      // What was committed before; a reader that may not speak yet says nothing.
      writeLast();
      throw e;
    }
    writeLast();
    sync.states().finish(plan.id());
  }

  private void readSlices() throws Exception {
    for (Optional<StreamSlice> slice = next(); slice.isPresent(); slice = next()) {
      if (!readPage(slice.get())) {
        return;
      }
      checkpoints.checkpoint().ifPresent(this::changed);
    }
    checkpoints.checkpoint().ifPresent(this::changed);
  }

  private Optional<StreamSlice> next() {
    sync.stop().check();
    return checkpoints.next();
  }

  /** Returns whether to go on: not where the operator's limit is reached. */
  private boolean readPage(StreamSlice slice) throws Exception {
    LOG.debug("stream '{}': reading {}", plan.id(), slice.describe());
    if (slice.cursor().isStart()) {
      cursor.beginSlice(slice);
    }
    output.beginPage();
    Progress progress;
    try {
      progress = pages.read(slice, output, context);
    } catch (Exception e) {
      // What is thrown because reading was interrupted is no failure of the stream.
      sync.stop().check();
      output.release();
      if (checkpoints instanceof FailureTolerant tolerant) {
        tolerant.fail(e);
        return true;
      }
      throw e;
    } catch (ReadStopped e) {
      output.release();
      if (output.limitReached()) {
        return false;
      }
      throw e;
    }
    output.release();
    sync.stop().check();
    checkpoints.observe(cursor.endOfSlice(progress));
    return !output.limitReached();
  }

  /** A page was read so far: its records ascend, so what they say of the cursor is true. */
  private void commitInside(Progress progress) {
    if (progress instanceof Progress.UpTo upTo && kind == StreamKind.INCREMENTAL) {
      sync.states().write(plan.id(), StateJson.text(StreamState.at(upTo.position())));
    }
  }

  private void changed(StreamState state) {
    unwritten = state;
    json(state)
        .ifPresent(json -> {
          sync.states().changed(plan.id(), policy, json);
        });
  }

  /** The last state of a stream is written whatever the policy says. */
  private void writeLast() {
    checkpoints.checkpoint().ifPresent(state -> unwritten = state);
    StreamState last = unwritten;
    if (last != null) {
      json(last).ifPresent(json -> sync.states().write(plan.id(), json.get()));
    }
  }

  private Optional<Supplier<String>> json(StreamState state) {
    if (kind.isResumable()) {
      return Optional.of(() -> StateJson.text(state));
    }
    return state.isComplete() ? Optional.of(StateJson::noCursor) : Optional.empty();
  }
}
