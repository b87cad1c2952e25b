package dev.javacdk.http.paging;

/** What one fact of an answer says of what follows the page. */
enum Says {
  /** There is more. */
  MORE,
  /** This page is the last one. */
  END,
  /** Neither: it is not declared, not there, or not to be believed. */
  NOTHING;

  /** What two facts of one kind say together: whoever says that there is more is heard. */
  Says or(Says other) {
    if (this == MORE || other == MORE) {
      return MORE;
    }
    return this == END || other == END ? END : NOTHING;
  }
}
