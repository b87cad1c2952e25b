package dev.javacdk.core.walk;

import static java.util.Objects.requireNonNullElse;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The walk over what changed in one partition since its cursor (rule L13).
 *
 * <p>Until its end it keeps the old cursor. Where positions are stable, it also keeps the position,
 * the upper bound of its first request, and the greatest value so far, and goes on with them after
 * a kill; where they shift but records ascend, the cursor itself moves, from page to page where the
 * API filters by it ({@link CursorSteps}); else it begins again. The cursor at the end is the
 * smaller of the greatest value and the upper bound: what changed on a page behind the reader
 * meanwhile is met by the next sync. Confined to its owner.
 */
public final class CursorWalk implements PartitionWalk {

  private final String stream;
  private final @Nullable CursorSteps steps;
  private final Partition partition;
  private final boolean stable;
  private final boolean namesSince;
  private final @Nullable Windows windows;
  private final InstantSource clock;
  private final boolean resumed;

  private final Cursor cursor;

  /** Those that are computed are written as those that were seen so far. */
  private CursorValues values;

  private boolean atSeam;
  private StreamState before;
  private @Nullable String valueBefore;

  /** Where reading ends as a whole; a window may end earlier. */
  private @Nullable String bound;

  /** The bounds are from an earlier attempt, and what has changed since them is wanted too. */
  private boolean behind;

  /** Where the slice under way begins; its pages may be asked for from later on. */
  private @Nullable String since;

  private @Nullable String until;
  private @Nullable String max;
  private PageWalk pages;

  private CursorWalk(
      Stream stream,
      Cursor cursor,
      @Nullable Windows windows,
      Partition partition,
      Standing from,
      InstantSource clock) {
    OpenSlice open = requireNonNullElse(from.open(), OpenSlice.STARTED);
    this.stream = stream.name();
    this.clock = clock;
    this.cursor = cursor;
    this.steps = CursorSteps.of(stream, cursor);
    this.windows = windows;
    this.partition = partition;
    this.stable = isStable(stream);
    this.before = from.state();
    this.valueBefore = CursorStates.value(cursor, before, "stream '" + this.stream + "'");
    this.values =
        CursorStates.like(cursor.values(), valueBefore, open.until(), open.max(), open.since());
    this.namesSince = windows != null || open.since() != null;
    this.resumed =
        open.since() != null || open.until() != null || (stable && !open.token().isStart());
    this.since = open.since() != null ? open.since() : lowest();
    this.atSeam = resumed;
    if (resumed) {
      this.bound = windows == null && open.until() != null ? open.until() : now();
      this.until = open.until();
      this.max = CursorStates.greater(values, valueBefore, open.max());
    } else {
      this.bound = now();
      this.until = cut();
      this.max = valueBefore;
    }
    this.pages = pagesFrom(stable ? open.token() : CursorPosition.start());
  }

  /** A walk over a partition, in windows in turn where the cursor has them. */
  public static CursorWalk of(
      Stream stream, Partition partition, Standing from, InstantSource clock) {
    Cursor cursor = stream.cursor().orElseThrow();
    return new CursorWalk(stream, cursor, cursor.windows().orElse(null), partition, from, clock);
  }

  /** A walk over one window, whose bounds stand in its open slice. */
  public static CursorWalk ofWindow(
      Stream stream, Partition window, Standing from, InstantSource clock) {
    return new CursorWalk(stream, stream.cursor().orElseThrow(), null, window, from, clock);
  }

  /**
   * The same walk, which goes on to what has changed since where its slice was begun long ago: in
   * an earlier pass, which nobody looks into again.
   */
  public CursorWalk catchingUp() {
    behind = true;
    return this;
  }

  /** Whether reading of a stream goes on by the cursor from page to page. */
  public static boolean goesOnByCursor(Stream stream) {
    return CursorSteps.areTakenBy(stream);
  }

  /** Whether it may go on by the cursor behind a page, whatever position that says. */
  public boolean goesOnByCursor() {
    return steps != null;
  }

  /** Whether a later attempt may go on at a position of this stream inside a slice. */
  public static boolean isStable(Stream stream) {
    return stream.positionsAreStable() && stream.supportsCheckpointing();
  }

  private @Nullable String now() {
    return values.isInstant() ? values.textOf(clock.instant()) : null;
  }

  private @Nullable String lowest() {
    return valueBefore == null
        ? cursor.start().orElse(null)
        : values.before(values.roundedDown(valueBefore));
  }

  /** The end of the window that begins at {@code since}; the whole bound where there is none. */
  private @Nullable String cut() {
    return windows == null || since == null
        ? bound
        : CursorStates.smaller(values, endOfWindow(Line.of(cursor, values), since), bound);
  }

  private static <P extends Comparable<P>> String endOfWindow(Line<P> line, String start) {
    return line.text(line.endOfWindow(line.point(start)));
  }

  private PageWalk pagesFrom(CursorPosition token) {
    return pagesFrom(token, since);
  }

  private PageWalk pagesFrom(CursorPosition token, @Nullable String from) {
    return PageWalk.from(stream, new StreamSlice(partition, token, from, asked()));
  }

  /**
   * The upper bound that is asked for. A coarse cursor says of everything that changes now that it
   * changes in the step under way: that step is asked for too, and read again by the next sync.
   */
  private @Nullable String asked() {
    if (until == null || values.granularity().isZero()) {
      return until;
    }
    Instant end = values.instantOf(until);
    Optional<Windows> cut = cursor.windows();
    boolean isWhole =
        cut.isPresent()
            && since != null
            && !end.isBefore(CursorStates.endOfWindow(values, cut.get(), values.instantOf(since)));
    return isWhole ? until : values.textOf(values.stepAfter(end));
  }

  @Override
  public StreamSlice slice() {
    return pages.slice();
  }

  @Override
  public Step observe(PageSaid said) {
    Progress progress = said.progress();
    max = CursorStates.greater(values, max, said.greatest());
    values = CursorStates.like(values, said.greatest());
    String endOfSlice = until;
    boolean more =
        stepped(said)
            || pages.observe(progress)
            || (progress instanceof Progress.Complete && (nextWindow() || catchUp()));
    // How far the author's own word reaches is not known.
    String readUntil = progress instanceof Progress.UpTo ? null : endOfSlice;
    return new Step(progress, more, more ? underWay() : atEnd(progress), readUntil);
  }

  /** Goes on by the cursor, where that hides less than the position that the page has said. */
  private boolean stepped(PageSaid said) {
    if (steps == null || !(said.progress() instanceof Progress.Next)) {
      return false;
    }
    StreamSlice asked = pages.slice();
    String from = steps.behind(asked.since(), asked.cursor().isStart(), said, bound);
    if (from == null) {
      return false;
    }
    pages = pagesFrom(CursorPosition.start(), from);
    return true;
  }

  private boolean nextWindow() {
    if (windows == null || until == null) {
      return false;
    }
    if (windows.isOfNumbers()) {
      nextNumbers(until);
      return true;
    }
    if (bound == null || values.compare(until, bound) >= 0) {
      return false;
    }
    // Behind the bound of an earlier attempt, what became visible late was not looked for yet.
    since = atSeam ? values.before(until) : until;
    atSeam = false;
    until = cut();
    pages = pagesFrom(CursorPosition.start());
    return true;
  }

  /**
   * Goes on at the greatest number, as what follows it may have come since; behind a window that
   * has nothing beyond its start, with all that is left.
   */
  private void nextNumbers(String end) {
    String reached = max == null ? null : values.min(values.before(max), end);
    boolean beyond = reached != null && since != null && values.compare(reached, since) > 0;
    since = beyond ? reached : since;
    until = beyond ? cut() : null;
    pages = pagesFrom(CursorPosition.start());
  }

  private boolean catchUp() {
    if (!behind || !resumed || windows != null) {
      return false;
    }
    behind = false;
    before = atEnd(Progress.complete()).state();
    valueBefore = CursorStates.value(cursor, before, "stream '" + stream + "'");
    since = lowest();
    bound = now();
    until = bound;
    max = valueBefore;
    pages = pagesFrom(CursorPosition.start());
    return true;
  }

  private Standing underWay() {
    CursorPosition token = pages.slice().cursor();
    if (namesSince) {
      return open(since, stable ? token : CursorPosition.start());
    }
    if (stable) {
      return open(null, token);
    }
    String seen = CursorStates.smaller(values, max, bound);
    StreamState state =
        cursor.isAscending() && seen != null ? CursorStates.at(cursor, seen) : before;
    return new Standing(state, OpenSlice.STARTED);
  }

  private Standing open(@Nullable String from, CursorPosition token) {
    boolean nothingSeen = max == null || max.equals(valueBefore);
    return new Standing(before, new OpenSlice(from, token, until, nothingSeen ? null : max));
  }

  private Standing atEnd(Progress progress) {
    if (progress instanceof Progress.UpTo upTo) {
      return Standing.at(StreamState.at(authors(upTo)));
    }
    if (progress instanceof Progress.Gone || max == null) {
      return Standing.at(before);
    }
    String value = CursorStates.smaller(values, max, bound);
    return Standing.at(CursorStates.at(cursor, requireNonNullElse(value, max)));
  }

  private CursorPosition authors(Progress.UpTo upTo) {
    if (namesSince) {
      throw new SystemError(
          "stream '%s': its windows are read to their end, but %s said upTo(%s); return complete()"
              .formatted(stream, slice().describe(), upTo.position()));
    }
    if (!upTo.position().has(cursor.field())) {
      throw new SystemError(
          "stream '%s': upTo(%s) has no '%s', its cursor field"
              .formatted(stream, upTo.position(), cursor.field()));
    }
    return upTo.position();
  }
}
