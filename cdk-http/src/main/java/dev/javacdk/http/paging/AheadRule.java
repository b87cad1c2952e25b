package dev.javacdk.http.paging;

import java.util.function.IntUnaryOperator;

/**
 * How many pages of a listing may be asked for before their turn. Pure.
 *
 * <p>Side by side go only pages that are counted, and of these only where rows rest, or where it
 * shows that they have moved: a page that was asked for before the one before it would else hide
 * rows that came in meanwhile. The very next page, asked for once its position is known, is asked
 * for in the order of one who reads alone.
 */
final class AheadRule {

  /** Of a listing at rest, where nobody says how many. */
  private static final int AT_REST = 8;

  private AheadRule() {}

  /**
   * How many pages.
   *
   * @param operator makes what the operator wants of what the author says
   */
  static int most(Paging paging, IntUnaryOperator operator) {
    Integer author = paging.manner().ahead();
    if (!paging.isPaged() || paging.opening().isPresent() || (author != null && author == 0)) {
      return 0;
    }
    boolean sideBySide = isSideBySide(paging);
    int unsaid = sideBySide && paging.shifts().rest() ? AT_REST : 0;
    int wanted = operator.applyAsInt(author == null ? unsaid : author);
    return sideBySide ? wanted : Math.min(wanted, 1);
  }

  /** Whether the place of later pages is known before those before them were read. */
  static boolean isSideBySide(Paging paging) {
    Scheme scheme = paging.scheme();
    // The edge of a numbered page is a request of its own, which follows the page.
    return paging.opening().isEmpty()
        && (paging.shifts().rest() || paging.showsMoves())
        && (scheme instanceof Scheme.Numbered
            ? !paging.overlapsByRow()
            : scheme instanceof Scheme.Offset && paging.step() > 0);
  }

  /** Whether the author asks for more than can be done. */
  static boolean isInVain(Paging paging) {
    Integer author = paging.manner().ahead();
    return paging.scheme().shifts() && author != null && author > 1 && !isSideBySide(paging);
  }
}
