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
    long step = paging.scheme() instanceof Scheme.Offset ? paging.step() : 1;
    long at = next.number(paging.scheme().field(), 0);
    long pages = Math.min(most, counted(paging, at, trail).orElse(guessed(paging, facts, trail)));
    List<CursorPosition> positions = new ArrayList<>();
    for (long page = 0; page < Math.max(1, pages); page++) {
      ObjectNode position = next.toJson();
      position.put(paging.scheme().field(), at + page * step);
      positions.add(CursorPosition.of(position));
    }
    return positions;
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
      return pages.isEmpty()
          ? pages
          : OptionalLong.of(pages.getAsLong() - (at - numbers.first()));
    }
    return total.isEmpty() ? total : OptionalLong.of(pagesOf(total.getAsLong() - at, paging.step()));
  }

  private static long pagesOf(long rows, long size) {
    return (rows + size - 1) / size;
  }

  /** Nobody knows how many there are: the more have come, the more are hoped for. */
  private static long guessed(Paging paging, PageFacts facts, PageTrail trail) {
    long full = Math.max(1, Math.max(paging.step(), trail.largest()));
    return facts.records() < full ? 1 : 1L << Math.min(30, trail.pagesCame());
  }
}
