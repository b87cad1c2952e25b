package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps in a position how many records came before it, where a number of pages alone does not say
 * so and a total is held against it. Pure.
 */
final class Seen {

  /** What it is called in a position. */
  static final String FIELD = "seen";

  private Seen() {}

  static OptionalLong before(CursorPosition position) {
    return position.has(FIELD) ? OptionalLong.of(position.number(FIELD, 0)) : OptionalLong.empty();
  }

  static CursorPosition mark(CursorPosition position, long records) {
    ObjectNode marked = position.toJson();
    marked.put(FIELD, records);
    return CursorPosition.of(marked);
  }
}
