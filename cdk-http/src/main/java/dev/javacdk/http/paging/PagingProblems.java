package dev.javacdk.http.paging;

import java.util.ArrayList;
import java.util.List;

/** Finds what is unsound about a paging. Pure. */
final class PagingProblems {

  private PagingProblems() {}

  static List<String> of(Paging paging) {
    List<String> problems = new ArrayList<>(paging.parts().problems());
    Scheme scheme = paging.scheme();
    Stops stops = paging.stops();
    Sizing size = paging.size();
    boolean sized = size != null;
    boolean numbered = scheme instanceof Scheme.Numbered;
    boolean offset = scheme instanceof Scheme.Offset;
    if (stops.shortPage() && !sized) {
      problems.add("shortPageIsLast() needs a page size: use size(...)");
    }
    if (stops.shortPage() && scheme.isLed()) {
      problems.add(
          "shortPageIsLast() means nothing: " + scheme.words() + " says whether there is more");
    }
    if (stops.total() != null && !offset && !(numbered && sized)) {
      problems.add("total(...) needs offsets, or page numbers and a page size");
    }
    if (stops.pages() != null && !numbered) {
      problems.add("pages(...) needs page numbers");
    }
    if (paging.overlap() > 0 && !numbered && !offset) {
      problems.add("overlap(...) needs page numbers or offsets; " + scheme.words() + " is stable");
    }
    if (paging.overlap() > 0 && offset && !sized) {
      problems.add("overlap(...) of offsets needs a page size: use size(...)");
    }
    if (paging.overlapsByRow() && !((numbered || offset) && sized)) {
      problems.add("overlapByRow() needs page numbers or offsets, and a page size");
    }
    if (paging.overlapsByRow() && size != null && size.target() == null) {
      problems.add(
          "overlapByRow() asks for pages of other sizes: use size(...), not fullPage(...)");
    }
    if (size != null && scheme.target().equals(size.target())) {
      problems.add(
          "the page size and " + scheme.words() + " both go into the " + scheme.target().words());
    }
    if (paging.overlapsByRow() && offset && paging.pageSize().orElse(0) == 1) {
      problems.add("overlapByRow() of offsets needs pages of two rows and more");
    }
    if (paging.shifts().counts() && !(scheme instanceof Link || scheme instanceof ByRule)) {
      problems.add("counting() is said of links and rules; " + scheme.words() + " is known");
    }
    if (paging.shifts().rest() && !(numbered || offset)) {
      problems.add(
          "atRest() is said of page numbers and offsets; " + scheme.words() + " is stable");
    }
    if (paging.shifts().rest() && paging.overlapsByRow()) {
      problems.add("atRest() says that rows never move, overlapByRow() that they may");
    }
    if (AheadRule.isInVain(paging)) {
      problems.add(
          "ahead(...) of "
              + scheme.words()
              + " needs to see rows move between pages: use total(...), or overlapByRow() of offsets; or atRest() where they never do");
    }
    paging.opening().ifPresent(opening -> opening(opening, paging, problems));
    return problems;
  }

  private static void opening(Opening opening, Paging paging, List<String> problems) {
    String field = opening.target().field();
    if (field.isEmpty()) {
      problems.add(
          "opened(...) does not say where the id goes: use query(...), body(...), path(...)");
    }
    if (paging.scheme().field().equals(field)) {
      problems.add("the id that is opened and the position have one name: " + field);
    }
    if (paging.scheme().isAddress()) {
      problems.add("opened(...) does not go with links: they say the whole address");
    }
    opening.request().problems().forEach(problem -> problems.add("opened(...): " + problem));
  }
}
