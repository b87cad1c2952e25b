package dev.javacdk.http;

import dev.javacdk.api.CursorPosition;
import dev.javacdk.http.paging.PageFacts;
import dev.javacdk.http.paging.Pages;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that rows have moved up between two pages that are counted, past the position that is
 * read next: the total is smaller than on the page before, or the page before does not end where it
 * ended. Then the pages before are read again, as far as until a row is met that is known. Confined
 * to the thread that reads its listing.
 */
final class Moves {

  private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

  /** Reads a page, and writes its records where the watch takes them. */
  @FunctionalInterface
  interface Reader {
    /** What is known of the page; null where there is none. */
    @Nullable PageFacts read(Pages pages, CursorPosition position, RowWatch watch)
        throws Exception;
  }

  private final String stream;
  private final List<List<String>> key;
  private @Nullable PageRows rows;
  private @Nullable RecordsPrint print;
  private OptionalLong total = OptionalLong.empty();
  private boolean follows;
  private boolean said;

  Moves(String stream, List<List<String>> key) {
    this.stream = stream;
    this.key = key;
  }

  /** The watch over the page at this position; null where its rows need not be looked at. */
  @Nullable RowWatch watch(Pages pages, CursorPosition position) {
    if (!pages.overlapsByRow()) {
      return null;
    }
    boolean edge = pages.beginsAtEdge(position);
    return new RowWatch(
        edge ? RowWatch.Kind.EDGE : RowWatch.Kind.KEPT, follows ? rows : null, new PageRows(key));
  }

  /** How many rows have moved up since the page before, at least; 0 where none is seen to have. */
  long movedUp(
      Pages pages, CursorPosition position, PageFacts facts, @Nullable RowWatch watch, Reader reader)
      throws Exception {
    if (!follows || pages.isFirst(position)) {
      return 0;
    }
    OptionalLong now = pages.total(facts);
    if (now.isPresent() && total.isPresent() && now.getAsLong() < total.getAsLong()) {
      long moved = total.getAsLong() - now.getAsLong();
      total = now;
      return moved;
    }
    PageRows before = rows;
    if (watch == null || before == null || before.isEmpty()) {
      return 0;
    }
    if (watch.kind() == RowWatch.Kind.EDGE) {
      return watch.met() ? 0 : 1;
    }
    CursorPosition edge = pages.edge(position).orElse(null);
    if (edge == null || before.size() != pages.pageSize()) {
      // Of pages that came shorter, nobody knows which row is the last.
      return 0;
    }
    RowWatch probe = new RowWatch(RowWatch.Kind.PROBE, before, new PageRows(key));
    PageFacts probed = reader.read(pages.ofOneRow(), edge, probe);
    return probed == null || probe.met() ? 0 : 1;
  }

  /** The page was read, and is the one before the next. */
  void read(Pages pages, PageFacts facts, @Nullable RowWatch watch) {
    follows = true;
    rows = watch == null ? null : watch.rows();
    print = facts.print() instanceof RecordsPrint known ? known : null;
    OptionalLong now = pages.total(facts);
    total = now.isPresent() ? now : total;
  }

  /** The listing begins, or is taken up in the middle. */
  void begin() {
    follows = false;
    rows = null;
    print = null;
    total = OptionalLong.empty();
  }

  /**
   * Reads the pages before this position again, the first of them first.
   *
   * @param drop drops what a page has written
   */
  void readAgain(Pages pages, CursorPosition position, long moved, Reader reader, Runnable drop)
      throws Exception {
    say("so the page before is read again");
    PageRows known = rows != null || print == null ? rows : print.rows();
    boolean blind = known == null || known.isEmpty();
    int back = blind ? pages.pagesOf(moved) : 1;
    RowWatch last = again(known);
    @Nullable PageFacts facts = reader.read(pages, pages.back(position, back), last);
    while (!blind && !last.met() && !pages.back(position, back).isStart()) {
      drop.run();
      back++;
      last = again(known);
      facts = reader.read(pages, pages.back(position, back), last);
    }
    for (int page = back - 1; page > 0; page--) {
      last = again(known);
      facts = reader.read(pages, pages.back(position, page), last);
    }
    if (rows != null) {
      rows = last.rows();
    }
    if (facts != null) {
      OptionalLong now = pages.total(facts);
      // Of two totals that contradict each other, the smaller one ends this.
      boolean smaller = now.isPresent() && now.getAsLong() < total.orElse(Long.MAX_VALUE);
      total = smaller ? now : total;
    }
  }

  private RowWatch again(@Nullable PageRows known) {
    return new RowWatch(RowWatch.Kind.AGAIN, known, new PageRows(key));
  }

  /** Says once that rows have moved, and what comes of it. */
  void say(String so) {
    if (!said) {
      said = true;
      LOG.warn("stream '{}': rows have moved up while they were read, {}", stream, so);
    }
  }
}
