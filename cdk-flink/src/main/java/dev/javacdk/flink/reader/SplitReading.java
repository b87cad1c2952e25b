package dev.javacdk.flink.reader;

import dev.javacdk.api.Stream;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.PageReading;
import dev.javacdk.core.page.StreamOutput;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Effort;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Reads one split, and emits what its position covers: records and the position behind them go
 * together, so none is lost or emitted twice whatever a job is restarted from. Where positions say
 * nothing before the end, all is held until then, as far as memory bears it. Confined to the fetch
 * thread.
 *
 * @param <T> the elements
 */
final class SplitReading<T> {

  /** So many bytes of a split are held, as a rule. */
  static final long MOST_HELD = 64L << 20;

  private static final Logger LOG = SafeLogs.of(SplitReading.class);

  private final PartitionSplit split;
  private final HeldRecords<T> held;
  private final Sync sync;
  private final Steps steps;
  private final long mostHeld;
  private Reached emitted;

  /**
   * A reading of this split, from where it was left.
   *
   * @param waiting counts what was read and not emitted
   * @param mostHeld how many bytes are held before they are emitted without a position that covers
   *     them
   */
  SplitReading(
      PartitionSplit split,
      Stream stream,
      Sync sync,
      StreamOutput shared,
      Effort effort,
      RecordFormat<T> format,
      RecordTime time,
      AtomicLong waiting,
      long mostHeld) {
    this.split = split;
    this.mostHeld = mostHeld;
    this.sync = sync;
    this.emitted = split.reached();
    this.held = new HeldRecords<>(StreamId.of(stream), format, time, sync.stop(), waiting);
    StreamState incoming =
        split.isWhole()
            ? CheckpointReaders.incoming(stream, WholeSteps.state(emitted))
            : StreamState.initial();
    PageReading pages =
        new PageReading(
            stream,
            incoming,
            shared,
            new KitContext(StreamId.of(stream), sync, effort),
            held,
            sync.clock(),
            inside -> {});
    this.steps =
        split.isWhole()
            ? new WholeSteps(stream, pages, WholeSteps.state(emitted), sync.clock())
            : new PartitionSteps(stream, pages, split, sync.clock());
  }

  PartitionSplit split() {
    return split;
  }

  /** How far it was read, with what was emitted. */
  Reached reached() {
    return emitted;
  }

  /** It is not read on: what is held of it is never emitted. */
  void drop() {
    held.drop();
  }

  /**
   * Reads one page. May block.
   *
   * @return what is to be emitted now; empty where that waits for a later page
   * @throws Exception where it cannot be read: nothing of the page is emitted
   */
  Optional<Page<T>> next() throws Exception {
    held.beginPage();
    Steps.Told told = steps.next(emitted);
    sync.stop().check();
    if (told.coverage() == Coverage.VOID) {
      held.drop();
    }
    if (told.coverage() != Coverage.NOT_YET) {
      return Optional.of(emit(told.reached()));
    }
    if (held.bytes() > mostHeld) {
      LOG.warn(
          "{}: {} bytes were read without a position to go on from: a restart emits them again",
          sync.messages().redactor().redact(split.toString()),
          held.bytes());
      return Optional.of(emit(emitted));
    }
    return Optional.empty();
  }

  private Page<T> emit(Reached reached) throws Exception {
    int pages = held.pages();
    List<Element<T>> records = held.take();
    emitted = reached.emitted(records.size());
    return new Page<>(records, pages, emitted);
  }
}
