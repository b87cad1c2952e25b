package dev.javacdk.core.ledger;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import dev.javacdk.core.walk.Line;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Cuts what no window has covered up to now: everything is known from the start. */
final class CutUpToNow<P extends Comparable<P>> implements WindowCut<P> {

  private final Line<P> line;
  private final OpenWindows<P> open;
  private final String now;
  private final Iterator<Range<P>> windows;

  CutUpToNow(
      Line<P> line,
      WindowJson.Incoming<P> incoming,
      RangeSet<P> done,
      OpenWindows<P> open,
      String now) {
    this.line = line;
    this.open = open;
    this.now = now;
    this.windows = cut(gaps(incoming.from(), done, incoming.goesOn()));
  }

  private ImmutableList<Range<P>> gaps(P from, RangeSet<P> done, boolean goesOn) {
    // Of a coarse cursor the step under way is read too, and again by the next sync.
    P end = line.stepAfter(line.point(now));
    if (from.compareTo(end) >= 0) {
      return ImmutableList.of();
    }
    RangeSet<P> covered = open.covered(done);
    if (goesOn && line.values().looksBack() && !covered.isEmpty()) {
      lookBack(covered);
    }
    return ImmutableList.copyOf(
        covered.complement().subRangeSet(Range.closedOpen(from, end)).asRanges());
  }

  /** At the bound of the attempt before, what became visible late was not looked for yet. */
  private void lookBack(RangeSet<P> covered) {
    P seam = covered.span().upperEndpoint();
    Range<P> again = Range.closedOpen(line.before(seam), seam);
    covered.remove(again);
    for (LedgerEntry entry : open.all()) {
      Range<P> window = open.range(entry);
      if (window.isConnected(again) && !window.intersection(again).isEmpty()) {
        open.startAgain(entry);
        covered.add(window);
      }
    }
  }

  private Iterator<Range<P>> cut(Iterable<Range<P>> gaps) {
    Iterator<Range<P>> rest = gaps.iterator();
    return new AbstractIterator<>() {
      private @Nullable Range<P> gap;

      @Override
      protected @Nullable Range<P> computeNext() {
        Range<P> from = gap == null && rest.hasNext() ? rest.next() : gap;
        if (from == null) {
          return endOfData();
        }
        P end = line.endOfWindow(from.lowerEndpoint());
        boolean last = end.compareTo(from.upperEndpoint()) >= 0;
        gap = last ? null : Range.closedOpen(end, from.upperEndpoint());
        return last ? from : Range.closedOpen(from.lowerEndpoint(), end);
      }
    };
  }

  @Override
  public boolean hasNext() {
    return windows.hasNext();
  }

  @Override
  public Range<P> next() {
    return windows.next();
  }

  @Override
  public Range<P> finished(LedgerEntry entry, Range<P> window, @Nullable String seen) {
    Range<P> certain = Range.lessThan(line.point(now));
    return window.isConnected(certain)
        ? window.intersection(certain)
        : Range.closedOpen(window.lowerEndpoint(), window.lowerEndpoint());
  }

  @Override
  public String atEnd(String max) {
    return line.values().min(max, now);
  }
}
