package dev.javacdk.core.read;

import dev.javacdk.api.Stream;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.FailureTolerant;
import dev.javacdk.core.checkpoint.PartitionedCheckpointReader;
import dev.javacdk.core.feed.ParentFeed;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.page.PageReading;
import dev.javacdk.core.page.ParentStreams;
import dev.javacdk.core.page.RecordLimit;
import dev.javacdk.core.page.StreamOutput;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Effort;
import dev.javacdk.core.tally.StreamTally;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.core.walk.PageSaid;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Reads one stream on the calling thread: the loop of slice, page, release, progress, checkpoint. A
 * state is written only after the records that it covers (I1), because both go the same way in this
 * order. Confined to that thread.
 */
final class StreamReading {

  private static final Logger LOG = SafeLogs.of(StreamReading.class);

  private final StreamPlan plan;
  private final Sync sync;
  private final CheckpointReader slices;
  private final RecordLimit limit;
  private final StreamNotices notices;
  private final SinkTarget target;
  private final PageReading pages;
  private final StreamCheckpoints checkpoints;
  private final StreamTally tally;

  /** What those who hang on the stream take of it; null where nobody does. */
  private final @Nullable ParentFeed feed;

  private @Nullable Partition open;

  StreamReading(StreamPlan plan, Sync sync, ParentFeeds feeds) {
    Stream stream = plan.stream();
    Effort effort = new Effort();
    KitContext context = new KitContext(plan.id(), sync, effort);
    StreamOutput shared =
        new StreamOutput(
            stream, sync, StreamOutput.PAGE_BYTES, feeds.fieldsOf(plan.id()).orElse(null));
    this.plan = plan;
    this.sync = sync;
    this.limit = shared.limit();
    this.notices = shared.notices();
    this.checkpoints = new StreamCheckpoints(plan, sync);
    this.tally = sync.tallies().started(plan.id(), sync.clock().instant(), effort);
    this.slices =
        CheckpointReaders.of(
            stream,
            plan.state(),
            new SharedParentPages(
                plan.id(), feeds, new ParentStreams(stream, context, sync.stop(), notices), tally),
            sync.clock());
    this.feed = feeds.of(plan.id()).orElse(null);
    this.target = new SinkTarget(sync.stop(), new RecordsOut(plan, sync, tally));
    this.pages =
        new PageReading(
            stream,
            CheckpointReaders.incoming(stream, plan.state()),
            shared,
            context,
            target,
            sync.clock(),
            this::inside);
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
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      // What was committed before; a reader that may not speak yet says nothing.
      CheckpointReaders.checkpoint(slices).ifPresent(this::changed);
      checkpoints.writeLast();
      throw e;
    } finally {
      left();
      notices.sayCounted();
      Instant now = sync.clock().instant();
      tally.ended(now);
      LOG.info("{}", tally.line(now));
    }
    checkpoints.finish();
  }

  private void readSlices() throws Exception {
    for (Optional<StreamSlice> slice = next(); slice.isPresent(); slice = next()) {
      if (!readPage(slice.get())) {
        limited();
        return;
      }
      // A state that nobody wants now is not asked for: that of many partitions costs.
      if (checkpoints.isDue()) {
        CheckpointReaders.checkpoint(slices).ifPresent(this::changed);
      }
    }
    CheckpointReaders.checkpoint(slices).ifPresent(this::changed);
  }

  /** The operator wants no more: the last safe state is written. */
  private void limited() {
    CheckpointReaders.checkpoint(slices).ifPresent(this::changed);
    if (slices instanceof PartitionedCheckpointReader parts) {
      changed(parts.state());
    }
  }

  private Optional<StreamSlice> next() {
    sync.stop().check();
    return slices.next();
  }

  /** Returns whether to go on: not where the operator's limit is reached. */
  private boolean readPage(StreamSlice slice) throws Exception {
    LOG.debug("stream '{}': reading {}", plan.id(), slice.describe());
    tally.reading(slice.partition());
    try {
      target.begin(slice.partition());
      begins(slice);
      PageSaid said = pages.read(slice);
      keep(slice);
      tally.page();
      sync.stop().check();
      // What a page says is judged with it: a partition that does not get on holds back no other.
      target.part().read(CheckpointReaders.observe(slices, said));
    } catch (ReadStopped e) {
      if (limit.isReached() && !sync.stop().isStopped()) {
        return false;
      }
      throw e;
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      // What is thrown because reading was interrupted is no failure of the stream.
      sync.stop().check();
      if (!(slices instanceof FailureTolerant tolerant && tolerant.bears(e))) {
        throw e;
      }
      target.part().dropped();
      tally.failed();
      left();
    }
    return !limit.isReached();
  }

  private void begins(StreamSlice slice) {
    if (feed == null) {
      return;
    }
    if (!slice.partition().equals(open)) {
      left();
      open = slice.partition();
      feed.opened(open);
    }
    feed.begins(slice);
  }

  /** Those who hang on the stream are read later: what is beyond the bound they ask for. */
  private void keep(StreamSlice slice) {
    if (feed != null) {
      feed.read(slice.partition(), pages.kept());
      if (feed.isFull()) {
        feed.forgetLast(slice.partition());
      }
    }
  }

  private void left() {
    if (feed != null && open != null) {
      feed.left(open);
      open = null;
    }
  }

  private void inside(Progress progress) {
    target.part().read(Coverage.COVERED);
    checkpoints.inside(progress);
  }

  private void changed(EncodedState state) {
    checkpoints.changed(() -> state);
  }
}
