package dev.javacdk.http.paging;

/**
 * What the author says of how rows move past positions that are counted. A value.
 *
 * @param overlap how many pages a full refresh that resumes reads again
 * @param counts whether links count pages or rows
 * @param byRow whether each page is held against the one before by a row
 * @param rest whether no row moves, though pages are counted
 */
record Shifts(int overlap, boolean counts, boolean byRow, boolean rest) {

  static final Shifts NONE = new Shifts(0, false, false, false);

  Shifts overlap(int pages) {
    return new Shifts(pages, counts, byRow, rest);
  }

  Shifts counting() {
    return new Shifts(overlap, true, byRow, rest);
  }

  Shifts overlapByRow() {
    return new Shifts(overlap, counts, true, rest);
  }

  Shifts atRest() {
    return new Shifts(overlap, counts, byRow, true);
  }
}
