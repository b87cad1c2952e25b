package dev.javacdk.core.ledger;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.StreamSlice;

/**
 * The next page of a parent that is to be fetched.
 *
 * @param level whose parent: 0 is the stream's own parent, 1 that one's parent, and so on
 * @param slice the page, in the parent's terms
 */
public record ParentRequest(int level, StreamSlice slice) {

  ParentRequest at(CursorPosition position) {
    return new ParentRequest(level, slice.at(position));
  }

  ParentRequest above() {
    return new ParentRequest(level + 1, slice);
  }

  ParentRequest below() {
    return new ParentRequest(level - 1, slice);
  }
}
