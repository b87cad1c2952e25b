package dev.javacdk.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks at the rows of one page as they are read: which of them stood on the page before, and
 * whether the first of them does, where pages overlap by one. Confined to the thread that reads.
 */
final class RowWatch {

  /** What is looked for. */
  enum Kind {
    /** The page begins with the last row of the page before. */
    EDGE,
    /** The page is read again, since rows have moved: what is known of it is left out. */
    AGAIN,
    /** The rows are only kept, for the page behind. */
    KEPT,
    /** Only looked at: none of it goes out. */
    PROBE
  }

  private final Kind kind;
  private final @Nullable PageRows before;
  private final PageRows rows;
  private boolean first = true;
  private boolean met;

  RowWatch(Kind kind, @Nullable PageRows before, PageRows rows) {
    this.kind = kind;
    this.before = before;
    this.rows = rows;
  }

  /** Whether the row is to be emitted. */
  boolean takes(JsonNode record) {
    boolean isEdge = first && kind == Kind.EDGE;
    first = false;
    rows.add(record);
    PageRows known = before;
    if (known == null || !(isEdge || kind == Kind.AGAIN || kind == Kind.PROBE)) {
      return true;
    }
    met |= known.has(record);
    return kind != Kind.PROBE && !known.hasUnchanged(record);
  }

  Kind kind() {
    return kind;
  }

  /** Whether a row of the page before was met: nothing has slipped in between unread. */
  boolean met() {
    return met;
  }

  PageRows rows() {
    return rows;
  }

  /** The page is read again from its start. */
  void again() {
    first = true;
    met = false;
  }
}
