package dev.javacdk.core.ledger;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.walk.Line;
import dev.javacdk.core.walk.OpenSlice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a line of which nobody knows where it ends, and to which the API adds while it is read.
 *
 * <p>One window follows the other until one has nothing beyond its start; the next one has no end,
 * and is the last. Values become visible in their order, look-back aside, so that a window is
 * certain up to the greatest value that was seen in it, or anywhere before its reading began. What
 * is not certain of a window is read again once something greater was seen: it may have come only
 * after the window was read.
 */
final class CutAsItComes<P extends Comparable<P>> implements WindowCut<P> {

  private final Line<P> line;
  private final P from;
  private final RangeSet<P> done;
  private final OpenWindows<P> open;

  /** For windows that are read from their start: up to where all was visible before that. */
  private final Map<Partition, P> visibleBefore = new HashMap<>();

  /** Up to where all is visible by now; null where nothing was seen. */
  private @Nullable P visible;

  private boolean nothingBeyond;
  private boolean endless;

  CutAsItComes(
      Line<P> line, WindowJson.Incoming<P> incoming, RangeSet<P> done, OpenWindows<P> open) {
    this.line = line;
    this.from = incoming.from();
    this.done = done;
    this.open = open;
    this.visible =
        greater(certain(incoming.max()), done.isEmpty() ? null : done.span().upperEndpoint());
    this.endless = open.all().stream().anyMatch(entry -> !open.range(entry).hasUpperBound());
  }

  private @Nullable P certain(@Nullable String seen) {
    return seen == null ? null : line.point(line.values().before(seen));
  }

  private @Nullable P greater(@Nullable P a, @Nullable P b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }

  @Override
  public boolean hasNext() {
    return !endless || gap().isPresent();
  }

  @Override
  public Range<P> next() {
    Optional<Range<P>> gap = gap();
    if (gap.isPresent()) {
      return cut(gap.get());
    }
    RangeSet<P> covered = open.covered(done);
    P end = covered.isEmpty() ? from : covered.span().upperEndpoint();
    Range<P> rest = Range.atLeast(end.compareTo(from) >= 0 ? end : from);
    endless = nothingBeyond;
    return endless ? rest : cut(rest);
  }

  /** What no window covers, and what is all visible by now. */
  private Optional<Range<P>> gap() {
    P end = visible;
    if (end == null || end.compareTo(from) <= 0) {
      return Optional.empty();
    }
    RangeSet<P> gaps = open.covered(done).complement().subRangeSet(Range.closedOpen(from, end));
    return gaps.asRanges().stream().findFirst();
  }

  private Range<P> cut(Range<P> rest) {
    P end = line.endOfWindow(rest.lowerEndpoint());
    return rest.contains(end) ? Range.closedOpen(rest.lowerEndpoint(), end) : rest;
  }

  @Override
  public void taken(LedgerEntry entry) {
    OpenSlice slice = entry.standing().open();
    P before = visible;
    if (before != null && (slice == null || slice.token().isStart())) {
      visibleBefore.put(entry.partition(), before);
    }
  }

  @Override
  public Range<P> finished(LedgerEntry entry, Range<P> window, @Nullable String seen) {
    P start = window.lowerEndpoint();
    P until = greater(visibleBefore.remove(entry.partition()), certain(seen));
    visible = greater(visible, certain(seen));
    if (until == null || until.compareTo(start) <= 0) {
      nothingBeyond |= window.hasUpperBound();
      return Range.closedOpen(start, start);
    }
    return window.contains(until) ? Range.closedOpen(start, until) : window;
  }

  @Override
  public String atEnd(String max) {
    return max;
  }
}
