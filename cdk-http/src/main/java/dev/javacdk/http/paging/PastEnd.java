package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marks a position that is asked for behind what may be the end: an error answer there is the end,
 * also for a later attempt that finds the position in its state. Pure.
 */
final class PastEnd {

  /** What the mark is called in a position. */
  static final String FIELD = "past_end";

  /** Statuses by which APIs say that there is no such page. */
  static final Set<Integer> STATUSES = Set.of(400, 404, 410, 416, 422);

  private PastEnd() {}

  /**
   * The position, asked for behind what may be the end.
   *
   * @param doubts 0: everything says that it is the end; else how many pages in a row had nothing
   *     though a count says that there is more
   */
  static CursorPosition mark(CursorPosition position, int doubts) {
    ObjectNode marked = position.toJson();
    marked.put(FIELD, doubts);
    return CursorPosition.of(marked);
  }

  static boolean is(CursorPosition position) {
    return position.has(FIELD);
  }

  static int doubts(CursorPosition position) {
    return (int) position.number(FIELD, 0);
  }
}
