package dev.javacdk.http.paging;

/**
 * What the author says of how rows move past positions that are counted. A value.
 *
 * @param overlap how many pages a full refresh that resumes reads again
 * @param counts whether links count pages or rows
 * @param byRow whether each page is held against the one before by a row
 */
record Shifts(int overlap, boolean counts, boolean byRow) {

  static final Shifts NONE = new Shifts(0, false, false);

  Shifts overlap(int pages) {
    return new Shifts(pages, counts, byRow);
  }

  Shifts counting() {
    return new Shifts(overlap, true, byRow);
  }

  Shifts overlapByRow() {
    return new Shifts(overlap, counts, true);
  }
}
