package dev.javacdk.core.walk;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.log.SafeLogs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Goes on by the cursor where positions shift and records ascend: behind a page the first page
 * since its greatest value is asked for, so that what moves in the meantime hides nothing. Rows
 * that change move to the end and draw those behind them onto pages that were read; the cursor of a
 * row that did not change stays where it is.
 *
 * <p>While the greatest value does not move, as of an import that stamped more rows alike than a
 * page holds, reading goes on by page. Confined to its owner.
 */
final class CursorSteps {

  private static final Logger LOG = SafeLogs.of(CursorSteps.class);

  private final String stream;
  private final Cursor cursor;
  private final CursorFilter filter;
  private boolean filters = true;

  private CursorSteps(String stream, Cursor cursor, CursorFilter filter) {
    this.stream = stream;
    this.cursor = cursor;
    this.filter = filter;
  }

  /** Whether reading of a stream goes on by the cursor. */
  static boolean areTakenBy(Stream stream) {
    return !stream.positionsAreStable()
        && stream.cursor().filter(Cursor::isAscending).isPresent()
        && stream.cursorFilter().isPresent();
  }

  /** The steps of a stream; null where it must go on by its positions, or can. */
  static @Nullable CursorSteps of(Stream stream, Cursor cursor) {
    boolean fits = areTakenBy(stream);
    return fits
        ? stream.cursorFilter().map(f -> new CursorSteps(stream.name(), cursor, f)).orElse(null)
        : null;
  }

  /**
   * From which value to go on behind a page; null: at the position that the page itself has said.
   *
   * @param since from which value the page was asked for; null: from none
   * @param first whether it is the first page since that value
   * @param bound no further than this; null: there is no bound
   */
  @Nullable String behind(
      @Nullable String since, boolean first, PageSaid said, @Nullable String bound) {
    PageSaid.Values values = said.values();
    if (values == null || !filters) {
      return null;
    }
    if (first
        && since != null
        && cursor.values().compare(values.least(), since) < 0
        && !isWrittenAs(values.least(), since)) {
      filters = false;
      LOG.warn(
          "stream '{}': asked for what has changed since {}, the API gave {}: it does not filter by '{}', so pages are counted, and rows that move while they are read can be missed",
          stream,
          since,
          values.least(),
          cursor.field());
      return null;
    }
    String seen = filter.inclusive() ? values.greatest() : values.below();
    if (seen == null) {
      return null;
    }
    String next = bound == null ? seen : cursor.values().min(seen, bound);
    boolean moves =
        since == null || (cursor.values().compare(next, since) > 0 && !isWrittenAs(next, since));
    return moves ? next : null;
  }

  /** Whether two values go out alike: asking for one is asking for the other. */
  private boolean isWrittenAs(String value, String since) {
    return filter.written().apply(value).equals(filter.written().apply(since));
  }
}
