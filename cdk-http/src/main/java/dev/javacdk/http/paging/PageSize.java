package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps in the number of a page how many records a page was asked for: with another size the same
 * number is another place. Pure.
 */
final class PageSize {

  /** What it is called in a position. */
  static final String FIELD = "size";

  private PageSize() {}

  static CursorPosition mark(CursorPosition position, long size) {
    ObjectNode marked = position.toJson();
    marked.put(FIELD, size);
    return CursorPosition.of(marked);
  }

  /** The size that the position counts in; empty where it does not say so. */
  static OptionalLong of(CursorPosition position) {
    return position.has(FIELD) ? OptionalLong.of(position.number(FIELD, 0)) : OptionalLong.empty();
  }
}
