package dev.javacdk.http;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.paging.Edge;
import dev.javacdk.http.paging.PageFacts;
import dev.javacdk.http.paging.Pages;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/**
 * Notices that rows have moved up between two pages that are counted, past the position that is
 * read next: the total is smaller than on the page before, or the page before does not end where it
 * ended. Then the pages before are read again, as far as until a row is met that is known. Confined
 * to the thread that reads its listing.
 */
final class Moves {

  private static final Logger LOG = SafeLogs.of(Moves.class);

  /** So many of the last rows stand in a position: one of them may be deleted. */
  private static final int EDGE_ROWS = 3;

  /** Reads a page, and writes its records where the watch takes them. */
  @FunctionalInterface
  interface Reader {
    /** What is known of the page; null where there is none. */
    @Nullable PageFacts read(Pages pages, CursorPosition position, RowWatch watch) throws Exception;
  }

  private final String stream;
  private final List<List<String>> key;

  /** The rows of the page before, all of which went out. */
  private @Nullable PageRows rows;

  /** The rows that stand before the page in hand: the same, or newer ones. */
  private @Nullable PageRows edge;

  private @Nullable RecordsPrint print;
  private OptionalLong total = OptionalLong.empty();
  private boolean follows;

  /** Whether the rows are those of an earlier attempt, of which the last are known only. */
  private boolean takenUp;

  private boolean said;

  /** How many rows the total has fallen by since the page before was read. */
  private long moved;

  /** The two as they were before the page in hand was looked at. */
  private OptionalLong totalBefore = OptionalLong.empty();

  private long movedBefore;

  Moves(String stream, List<List<String>> key) {
    this.stream = stream;
    this.key = key;
  }

  /** The watch over the page at this position; null where its rows need not be looked at. */
  @Nullable RowWatch watch(Pages pages, CursorPosition position) {
    if (!pages.overlapsByRow()) {
      return null;
    }
    return new RowWatch(RowWatch.Kind.PAGE, null, follows ? edge : null, new PageRows(key));
  }

  /** How many rows have moved up since the page before, at least; 0 where none is seen to have. */
  long movedUp(
      Pages pages,
      CursorPosition position,
      PageFacts facts,
      @Nullable RowWatch watch,
      Reader reader)
      throws Exception {
    totalBefore = total;
    movedBefore = moved;
    if (!follows || pages.isFirst(position)) {
      return 0;
    }
    if (fell(pages, facts)) {
      return moved;
    }
    PageRows before = edge;
    boolean joins =
        watch == null || before == null || joins(pages, position, watch, before, reader);
    return joins ? 0 : Math.max(1, moved);
  }

  /** Forgets what the page in hand has said; returns how many rows had moved up before. */
  long unsaid() {
    total = totalBefore;
    moved = movedBefore;
    return moved;
  }

  /** Whether a page that was read joins the one before it, so that nothing between is unread. */
  private boolean joins(
      Pages pages, CursorPosition position, RowWatch watch, PageRows before, Reader reader)
      throws Exception {
    if (before.isEmpty()) {
      return true;
    }
    if (pages.beginsAtEdge(position)) {
      return watch.edgeMet();
    }
    CursorPosition row = pages.edge(position).orElse(null);
    if (row == null || (!takenUp && before.size() != pages.pageSize())) {
      // Of pages that came shorter, nobody knows which row is the last.
      return true;
    }
    RowWatch probe = new RowWatch(RowWatch.Kind.PROBE, before, null, new PageRows(key));
    PageFacts probed = reader.read(pages.ofOneRow(), row, probe);
    return probed == null || probe.met();
  }

  /** The page was read, and is the one before the next. */
  void read(Pages pages, PageFacts facts, @Nullable RowWatch watch) {
    follows = true;
    takenUp = false;
    moved = 0;
    rows = watch == null ? null : watch.rows();
    edge = rows;
    print = facts.print() instanceof RecordsPrint known ? known : null;
    OptionalLong now = pages.total(facts);
    total = now.isPresent() ? now : total;
  }

  /** The listing begins, or is taken up in the middle. */
  void begin(CursorPosition position) {
    List<List<JsonNode>> keys = Edge.of(position);
    follows = !keys.isEmpty();
    rows = follows ? PageRows.ofKeys(key, keys) : null;
    edge = rows;
    takenUp = follows;
    moved = 0;
    print = null;
    total = OptionalLong.empty();
  }

  /** The position behind the page that was read last, with what a later attempt knows it by. */
  CursorPosition marked(CursorPosition next) {
    return rows == null ? next : Edge.mark(next, rows.last(EDGE_ROWS));
  }

  /**
   * Reads the pages before this position again, the first of them first. What was written of the
   * page in hand was dropped before.
   *
   * @param drop drops what a page has written
   * @return whether rows rested meanwhile; else all of it is to be dropped and read once more
   */
  boolean readAgain(Pages pages, CursorPosition position, Reader reader, Runnable drop)
      throws Exception {
    say("so the page before is read again");
    PageRows known = rows != null || print == null ? rows : print.rows();
    boolean blind = known == null || known.isEmpty();
    int back = blind ? pages.pagesOf(moved) : 1;
    CursorPosition at = pages.back(position, back);
    RowWatch last = again(known);
    PageFacts facts = reader.read(pages, at, last);
    while (!blind && !last.met() && !pages.isFirst(at)) {
      drop.run();
      at = pages.back(position, ++back);
      last = again(known);
      facts = reader.read(pages, at, last);
    }
    if (!blind && !last.met()) {
      // Nothing of what went out is there any more: all that is there is new.
      last = again(null);
      facts = reader.read(pages, at, last);
    }
    boolean rested = true;
    fell(pages, facts);
    // An API may give smaller pages than it is asked for: on by what came.
    CursorPosition next = pages.behind(at, facts).orElse(position);
    while (rested && pages.isBefore(next, position)) {
      at = next;
      PageRows before = last.rows();
      last = new RowWatch(RowWatch.Kind.BEHIND, known, before, new PageRows(key));
      facts = reader.read(pages, at, last);
      boolean joined = !pages.overlapsByRow() || joins(pages, at, last, before, reader);
      rested = !fell(pages, facts) && joined;
      next = pages.behind(at, facts).orElse(position);
    }
    if (rested && rows != null) {
      edge = last.rows();
    }
    return rested;
  }

  /**
   * Whether the total of a page is smaller than any before; from now on it is held against that.
   */
  private boolean fell(Pages pages, @Nullable PageFacts facts) {
    OptionalLong now = facts == null ? OptionalLong.empty() : pages.total(facts);
    if (now.isEmpty() || total.isEmpty() || now.getAsLong() >= total.getAsLong()) {
      return false;
    }
    moved += total.getAsLong() - now.getAsLong();
    total = now;
    return true;
  }

  private RowWatch again(@Nullable PageRows known) {
    return new RowWatch(RowWatch.Kind.AGAIN, known, null, new PageRows(key));
  }

  /** Says that rows move each time that they are looked at again. */
  void sayRestless(CursorPosition at) {
    LOG.warn(
        "stream '{}': at {} rows move up each time it is read; some may have been missed",
        stream,
        at);
  }

  /** Says once that rows have moved, and what comes of it. */
  void say(String so) {
    if (!said) {
      said = true;
      LOG.warn("stream '{}': rows have moved up while they were read, {}", stream, so);
    }
  }
}
