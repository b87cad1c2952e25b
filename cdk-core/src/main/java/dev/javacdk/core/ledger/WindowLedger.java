package dev.javacdk.core.ledger;

import com.google.common.collect.RangeSet;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.Line;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which ranges were read, and which windows are open, of an incremental stream that is cut into
 * windows (rule L15).
 *
 * <p>Windows are half-open and handed out in the order of their line. What is under way is never
 * cut anew: an open window keeps its bounds, and only what no window has covered is cut. Confined
 * to one owner; no thread, no I/O.
 */
public final class WindowLedger<P extends Comparable<P>> implements Ledger {

  private final Stream stream;
  private final Line<P> line;
  private final InstantSource clock;
  private final RangeSet<P> done;
  private final OpenWindows<P> open;
  private final Deque<LedgerEntry> ready = new ArrayDeque<>();
  private final Deque<LedgerEntry> retries = new ArrayDeque<>();
  private final WindowCut<P> windows;
  private final FailureBudget failures =
      new FailureBudget(Ledgers.NEW_FAILURES, Ledgers.LISTED_FAILURES);

  /** The greatest value in the windows that were read; before that, the cursor that came in. */
  private @Nullable String max;

  WindowLedger(
      Stream stream, Line<P> unread, WindowJson.Incoming<P> incoming, InstantSource clock) {
    this.stream = stream;
    this.line = unread.like(incoming.max());
    this.clock = clock;
    this.open = new OpenWindows<>(line);
    this.done = incoming.done();
    this.max = incoming.max();
    incoming.open().forEach(this::cameIn);
    this.windows = WindowCut.of(line, incoming, done, open, clock);
  }

  private void cameIn(LedgerEntry entry) {
    open.add(entry);
    if (entry.failures() > 0) {
      failures.cameIn();
    }
    (entry.failures() > 0 ? retries : ready).add(entry);
  }

  @Override
  public Optional<LedgerEntry> take() {
    LedgerEntry entry = ready.poll();
    if (entry == null && failures.handOut() && windows.hasNext()) {
      entry = open.begin(windows.next());
    }
    if (entry == null && !failures.usedUp()) {
      entry = retries.poll();
    }
    if (entry != null) {
      entry.become(PartitionLife.READING);
      windows.taken(entry);
    }
    return Optional.ofNullable(entry);
  }

  @Override
  public PartitionWalk walk(LedgerEntry taken) {
    return CursorWalk.ofWindow(stream, taken.partition(), taken.standing(), clock);
  }

  @Override
  public void observe(Partition partition, Step step) {
    LedgerEntry entry = open.reading(partition);
    Standing standing = step.standing();
    if (step.more()) {
      if (standing != null) {
        entry.at(standing);
      }
      return;
    }
    entry.become(PartitionLife.FINISHED);
    if (entry.failures() > 0) {
      failures.recovered();
    }
    open.remove(entry);
    String seen =
        standing == null
            ? null
            : CursorStates.value(line.cursor(), standing.state(), "window " + partition);
    done.add(windows.finished(entry, open.range(entry), seen));
    max = CursorStates.greater(line.cursor(), max, seen);
  }

  @Override
  public void fail(Partition partition) {
    LedgerEntry entry = open.reading(partition);
    entry.become(PartitionLife.FAILED);
    if (entry.failures() == 0) {
      failures.failed(!entry.cameIn());
    }
    entry.countFailure();
  }

  @Override
  public boolean exhausted() {
    boolean nothingNew = !failures.handOut() || !windows.hasNext();
    return ready.isEmpty() && (failures.usedUp() || (nothingNew && retries.isEmpty()));
  }

  @Override
  public void endAttempt() {}

  @Override
  public boolean complete() {
    return open.all().isEmpty() && !windows.hasNext();
  }

  @Override
  public boolean stoppedByFailures() {
    return !failures.handOut();
  }

  @Override
  public int size() {
    return open.all().size();
  }

  @Override
  public Iterable<LedgerEntry> entries() {
    return open.all();
  }

  /**
   * The plain cursor once all was read; before that, the ranges that were read and what is open.
   */
  @Override
  public StreamState state() {
    if (complete()) {
      String value = max;
      return value == null
          ? StreamState.initial()
          : CursorStates.at(line.cursor(), windows.atEnd(value));
    }
    StringBuilder out = new StringBuilder();
    WindowJson.write(line, done, max, open.all(), out);
    return StateJson.written(out.toString());
  }
}
