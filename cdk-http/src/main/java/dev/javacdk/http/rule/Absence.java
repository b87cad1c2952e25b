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
  /** What is asked for lies behind what may be the end of a listing. */
  END;

  private static final Set<Integer> MISSING = Set.of(404, 410);
  private static final Set<Integer> NO_SUCH_PAGE = Set.of(400, 404, 410, 416, 422);

  /** Whether this status says that there is no such thing. */
  boolean isSaidBy(int status) {
    return (this == END ? NO_SUCH_PAGE : MISSING).contains(status);
  }

  /** What is done about it. */
  Verdict verdict() {
    return switch (this) {
      case ERROR -> Verdict.systemError();
      case GONE -> Verdict.gone();
      case EXPIRED -> Verdict.restart();
      case END -> Verdict.end();
    };
  }
}
