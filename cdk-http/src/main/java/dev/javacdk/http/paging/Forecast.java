package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the next pages are going to be, if each is full: as far as the counts of the listing go;
 * where it has none, twice as far with each full page that has come. Pure.
 */
final class Forecast {

  private Forecast() {}

  /**
   * The positions of the next pages, the very next one first.
   *
   * @param next the position that the page before has named
   * @param facts what that page was
   * @param most how many positions
   */
  static List<CursorPosition> of(
      Paging paging, CursorPosition next, PageFacts facts, int most, PageTrail trail) {
    if (most == 0 || PastEnd.is(next)) {
      return List.of();
    }
    if (!AheadRule.isSideBySide(paging)) {
      return List.of(next);
    }
    long full = Math.max(1, Math.max(paging.step(), trail.largest()));
    return pages(paging, next, most, facts.records() < full ? 1 : hoped(trail), trail);
  }

  /** The same behind a page that is about to be read, if it is as full as those before it. */
  static List<CursorPosition> behind(
      Paging paging, CursorPosition asked, int most, PageTrail trail) {
    if (most == 0 || PastEnd.is(asked) || !AheadRule.isSideBySide(paging)) {
      return List.of();
    }
    Scheme.Numbered numbers = paging.scheme() instanceof Scheme.Numbered n ? n : null;
    long at = asked.number(paging.scheme().field(), numbers == null ? 0 : numbers.first());
    CursorPosition next = at(paging, asked, at + (numbers == null ? paging.step() : 1));
    long behind = counted(paging, at, trail).orElse(hoped(trail)) - 1;
    return behind < 1 ? List.of() : pages(paging, next, most, hoped(trail) - 1, trail);
  }

  private static List<CursorPosition> pages(
      Paging paging, CursorPosition next, int most, long hoped, PageTrail trail) {
    long step = paging.scheme() instanceof Scheme.Offset ? paging.step() : 1;
    long from = next.number(paging.scheme().field(), 0);
    long pages = Math.min(most, Math.max(1, counted(paging, from, trail).orElse(hoped)));
    List<CursorPosition> positions = new ArrayList<>();
    for (long page = 0; page < pages; page++) {
      positions.add(at(paging, next, from + page * step));
    }
    return positions;
  }

  private static CursorPosition at(Paging paging, CursorPosition position, long value) {
    ObjectNode at = position.toJson();
    at.put(paging.scheme().field(), value);
    return CursorPosition.of(at);
  }

  /** How many pages there are from this position on, by what the listing says of itself. */
  private static OptionalLong counted(Paging paging, long at, PageTrail trail) {
    OptionalLong total = trail.total(OptionalLong.empty());
    long size = paging.pageSize().orElse(0);
    if (paging.scheme() instanceof Scheme.Numbered numbers) {
      OptionalLong pages = trail.pages(OptionalLong.empty());
      if (pages.isEmpty() && total.isPresent() && size > 0) {
        pages = OptionalLong.of(pagesOf(total.getAsLong(), size));
      }
      return pages.isEmpty() ? pages : OptionalLong.of(pages.getAsLong() - (at - numbers.first()));
    }
    return total.isEmpty()
        ? total
        : OptionalLong.of(pagesOf(total.getAsLong() - at, paging.step()));
  }

  private static long pagesOf(long rows, long size) {
    return (rows + size - 1) / size;
  }

  /** Nobody knows how many there are: the more have come, the more are hoped for. */
  private static long hoped(PageTrail trail) {
    return 1L << Math.min(30, trail.pagesCame());
  }
}
