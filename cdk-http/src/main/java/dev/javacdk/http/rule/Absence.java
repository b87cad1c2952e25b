package dev.javacdk.http.rule;

import java.util.Set;

/** What it means where an API answers that there is no such thing. */
public enum Absence {
  /** Nothing is expected to be missing: 404 and 410 are errors. */
  ERROR,
  /** What is asked for belongs to a row that may have been deleted meanwhile. */
  GONE,
  /** What is asked for hangs on something that was opened, which may have expired. */
  EXPIRED,
  /** What is asked for is a token of an earlier attempt, which the API may have forgotten. */
  FORGOTTEN,
  /** What is asked for is a page far behind the first; APIs limit how deep pages go. */
  DEEP,
  /** The same, of an earlier attempt: rows may have gone since. */
  SHRUNK,
  /** What is asked for lies behind what may be the end of a listing. */
  END;

  /** Refusals that have reasons of their own. */
  private static final Set<Integer> NOT_OF_POSITION = Set.of(401, 402, 403, 407, 408, 425, 429);

  private static final Set<Integer> MISSING = Set.of(404, 410);
  private static final Set<Integer> OUT_OF_RANGE = Set.of(404, 410, 416);
  private static final Set<Integer> NO_SUCH_PAGE = Set.of(400, 404, 410, 416, 422);

  /** Whether this status says that there is no such thing. */
  boolean isSaidBy(int status) {
    return switch (this) {
      case ERROR, DEEP -> false;
      case GONE, EXPIRED -> MISSING.contains(status);
      case FORGOTTEN -> status >= 400 && status < 500 && !NOT_OF_POSITION.contains(status);
      case SHRUNK -> OUT_OF_RANGE.contains(status);
      case END -> NO_SUCH_PAGE.contains(status);
    };
  }

  /** What is done about it. */
  Verdict verdict() {
    return switch (this) {
      case ERROR, DEEP -> Verdict.systemError();
      case GONE -> Verdict.gone();
      case EXPIRED, FORGOTTEN, SHRUNK -> Verdict.restart();
      case END -> Verdict.end();
    };
  }

  /** What may be behind this status where it is an error, to be added to it; else nothing. */
  public String hint(int status) {
    return (this == DEEP || this == SHRUNK) && (status == 400 || status == 422)
        ? "; where the API limits how deep pages go, read in windows, or go on by a cursor"
        : "";
  }
}
