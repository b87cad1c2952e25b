package dev.javacdk.core.ledger;

import com.google.common.collect.RangeSet;
import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.Line;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import java.time.InstantSource;
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
  private final HandOut handOut = new HandOut(FailureBudget.ofAnAttempt());
  private final GonePartitions gone;
  private final WindowCut<P> windows;

  /** The greatest value in the windows that were read; before that, the cursor that came in. */
  private @Nullable String max;

  WindowLedger(
      Stream stream, Line<P> unread, WindowJson.Incoming<P> incoming, InstantSource clock) {
    this.stream = stream;
    this.line = unread.like(incoming.max());
    this.clock = clock;
    this.open = new OpenWindows<>(line);
    this.gone = new GonePartitions(stream.name(), "windows");
    this.done = incoming.done();
    this.max = incoming.max();
    incoming.open().forEach(this::cameIn);
    this.windows = WindowCut.of(line, incoming, done, open, clock);
  }

  private void cameIn(LedgerEntry entry) {
    open.add(entry);
    if (entry.failures() > 0) {
      handOut.cameInFailed();
    }
    handOut.add(entry);
  }

  @Override
  public Optional<LedgerEntry> take() {
    Optional<LedgerEntry> next = handOut.take(this::nextWindow, () -> !windows.hasNext());
    next.ifPresent(windows::taken);
    return next;
  }

  @Override
  public Optional<LedgerEntry> takeUp(Partition partition) {
    Optional<LedgerEntry> taken = handOut.takeUp(open.get(partition));
    taken.ifPresent(windows::taken);
    return taken;
  }

  private @Nullable LedgerEntry nextWindow() {
    return windows.hasNext() ? open.begin(windows.next()) : null;
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
      if (!step.startsAgain()) {
        gone.foundOne().forEach(window -> settle(window, null));
      }
    } else if (step.progress() instanceof Progress.Gone said) {
      gone.add(entry, said.reason()).forEach(window -> settle(window, null));
    } else {
      gone.foundOne().forEach(window -> settle(window, null));
      settle(
          entry,
          standing == null
              ? null
              : CursorStates.value(line.cursor(), standing.state(), "window " + partition));
    }
  }

  private void settle(LedgerEntry entry, @Nullable String seen) {
    handOut.settled(entry);
    open.remove(entry);
    done.add(windows.finished(entry, open.range(entry), seen));
    max = CursorStates.greater(line.values(), max, seen);
  }

  @Override
  public void fail(Partition partition) {
    handOut.failed(open.reading(partition));
  }

  @Override
  public boolean exhausted() {
    return handOut.isOver(() -> !windows.hasNext());
  }

  /** Windows that are all gone say that the reader looks in the wrong place (rule L7). */
  @Override
  public void endAttempt() {
    gone.atEnd().forEach(window -> settle(window, null));
  }

  @Override
  public boolean complete() {
    return open.all().isEmpty() && !windows.hasNext();
  }

  @Override
  public boolean stoppedByFailures() {
    return handOut.isStopped();
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
    return StateJson.written(WindowJson.text(line, done, max, open.all()));
  }

  @Override
  public EncodedState encoded() {
    return EncodedState.of(state());
  }
}
