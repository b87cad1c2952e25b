package dev.javacdk.core.ledger;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.javacdk.api.Cursor;
import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.Windows;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which ranges of time were read, and which windows are open, of an incremental stream that is cut
 * into windows (rule L15).
 *
 * <p>Windows are half-open and handed out in the order of time. What is under way is never cut
 * anew: an open window keeps its bounds, and only time that no window has covered is cut. Confined
 * to one owner; no thread, no I/O.
 */
public final class WindowLedger implements Ledger {

  private final Stream stream;
  private final Cursor cursor;
  private final InstantSource clock;
  private final String until;
  private final RangeSet<Instant> done;
  private final Map<Partition, LedgerEntry> open = new LinkedHashMap<>();
  private final Deque<LedgerEntry> ready = new ArrayDeque<>();
  private final Deque<LedgerEntry> retries = new ArrayDeque<>();
  private final PeekingIterator<Range<Instant>> windows;
  private final FailureBudget failures =
      new FailureBudget(Ledgers.NEW_FAILURES, Ledgers.LISTED_FAILURES);

  /** The greatest value in the windows that were read; before that, the cursor that came in. */
  private @Nullable String max;

  WindowLedger(Stream stream, WindowJson.Incoming incoming, InstantSource clock) {
    this.stream = stream;
    this.cursor = CursorStates.like(stream.cursor().orElseThrow(), incoming.max());
    this.clock = clock;
    this.until = cursor.textOf(clock.instant());
    this.done = incoming.done();
    this.max = incoming.max();
    incoming.open().forEach(this::cameIn);
    this.windows = Iterators.peekingIterator(cut(gaps(incoming.from(), incoming.goesOn())));
  }

  private void cameIn(LedgerEntry entry) {
    open.put(entry.partition(), entry);
    if (entry.failures() > 0) {
      failures.cameIn();
    }
    (entry.failures() > 0 ? retries : ready).add(entry);
  }

  private ImmutableList<Range<Instant>> gaps(Instant from, boolean goesOn) {
    Instant end = cursor.instantOf(until);
    if (!from.isBefore(end)) {
      return ImmutableList.of();
    }
    RangeSet<Instant> covered = TreeRangeSet.create(done);
    open.values().forEach(entry -> covered.add(range(entry)));
    if (goesOn && cursor.looksBack() && !covered.isEmpty()) {
      lookBack(covered);
    }
    return ImmutableList.copyOf(
        covered.complement().subRangeSet(Range.closedOpen(from, end)).asRanges());
  }

  /** At the bound of the attempt before, what became visible late was not looked for yet. */
  private void lookBack(RangeSet<Instant> covered) {
    Instant seam = covered.span().upperEndpoint();
    Range<Instant> again =
        Range.closedOpen(cursor.instantOf(cursor.before(cursor.textOf(seam))), seam);
    covered.remove(again);
    for (LedgerEntry entry : open.values()) {
      Range<Instant> window = range(entry);
      if (window.isConnected(again) && !window.intersection(again).isEmpty()) {
        entry.at(started(cursor, window, CursorPosition.start(), null));
        covered.add(window);
      }
    }
  }

  private Iterator<Range<Instant>> cut(Iterable<Range<Instant>> gaps) {
    Windows by = cursor.windows().orElseThrow();
    Iterator<Range<Instant>> rest = gaps.iterator();
    return new AbstractIterator<>() {
      private @Nullable Range<Instant> gap;

      @Override
      protected @Nullable Range<Instant> computeNext() {
        Range<Instant> from = gap == null && rest.hasNext() ? rest.next() : gap;
        if (from == null) {
          return endOfData();
        }
        Instant end = CursorStates.endOfWindow(cursor, by, from.lowerEndpoint());
        boolean last = !end.isBefore(from.upperEndpoint());
        gap = last ? null : Range.closedOpen(end, from.upperEndpoint());
        return last ? from : Range.closedOpen(from.lowerEndpoint(), end);
      }
    };
  }

  @Override
  public Optional<LedgerEntry> take() {
    LedgerEntry entry = ready.poll();
    if (entry == null && failures.handOut() && windows.hasNext()) {
      entry = list(windows.next());
    }
    if (entry == null && !failures.usedUp()) {
      entry = retries.poll();
    }
    if (entry != null) {
      entry.become(PartitionLife.READING);
    }
    return Optional.ofNullable(entry);
  }

  private LedgerEntry list(Range<Instant> range) {
    LedgerEntry entry =
        LedgerEntry.handedOut(
            window(cursor, range),
            started(cursor, range, CursorPosition.start(), null),
            LedgerEntry.NOT_MET);
    open.put(entry.partition(), entry);
    return entry;
  }

  /** The window as a partition: its bounds are its key. */
  static Partition window(Cursor cursor, Range<Instant> range) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    key.set(WindowJson.START, cursor.toJson(cursor.textOf(range.lowerEndpoint())));
    key.set(WindowJson.END, cursor.toJson(cursor.textOf(range.upperEndpoint())));
    return Partition.of(key);
  }

  static Standing started(
      Cursor cursor, Range<Instant> range, CursorPosition token, @Nullable String max) {
    return Standing.at(StreamState.initial())
        .open(
            new OpenSlice(
                cursor.textOf(range.lowerEndpoint()),
                token,
                cursor.textOf(range.upperEndpoint()),
                max));
  }

  private Range<Instant> range(LedgerEntry entry) {
    String start = entry.partition().text(WindowJson.START, "");
    String end = entry.partition().text(WindowJson.END, "");
    return Range.closedOpen(cursor.instantOf(start), cursor.instantOf(end));
  }

  @Override
  public PartitionWalk walk(LedgerEntry taken) {
    return CursorWalk.ofWindow(stream, taken.partition(), taken.standing(), clock);
  }

  @Override
  public void observe(Partition partition, Step step) {
    LedgerEntry entry = reading(partition);
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
    open.remove(partition);
    done.add(range(entry));
    if (standing != null) {
      String seen = CursorStates.value(cursor, standing.state(), "window " + partition);
      max = CursorStates.greater(cursor, max, seen);
    }
  }

  @Override
  public void fail(Partition partition) {
    LedgerEntry entry = reading(partition);
    entry.become(PartitionLife.FAILED);
    if (entry.failures() == 0) {
      failures.failed(!entry.cameIn());
    }
    entry.countFailure();
  }

  private LedgerEntry reading(Partition partition) {
    LedgerEntry entry = open.get(partition);
    if (entry == null || entry.life() != PartitionLife.READING) {
      throw new IllegalStateException("window " + partition + " is not being read");
    }
    return entry;
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
    return !windows.hasNext() && open.isEmpty();
  }

  @Override
  public boolean stoppedByFailures() {
    return !failures.handOut();
  }

  @Override
  public int size() {
    return open.size();
  }

  @Override
  public Iterable<LedgerEntry> entries() {
    return open.values();
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
          : CursorStates.at(cursor, cursor.min(value, until));
    }
    StringBuilder out = new StringBuilder();
    WindowJson.write(cursor, done, max, open.values(), out);
    return StateJson.written(out.toString());
  }
}
