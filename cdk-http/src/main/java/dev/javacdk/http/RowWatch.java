package dev.javacdk.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks at the rows of one page as they are read: which of them stood on the page before, and
 * whether the first of them does, where pages overlap by one. Confined to the thread that reads.
 */
final class RowWatch {

  /** What the page is. */
  enum Kind {
    /** The page in hand, which may begin with the last row of the page before. */
    PAGE,
    /** A page that is read again, since rows have moved: what is known of it is left out. */
    AGAIN,
    /** A page behind one that was read again. */
    BEHIND,
    /** Only looked at: none of it goes out. */
    PROBE
  }

  private final Kind kind;
  private final @Nullable PageRows known;
  private final @Nullable PageRows edge;
  private final PageRows rows;
  private boolean first = true;
  private boolean met;
  private boolean edgeMet;

  /**
   * Watches a page.
   *
   * @param known rows that went out before; null where none are known
   * @param edge the rows of the page before it; null where they are not known
   * @param rows takes those of the page itself
   */
  RowWatch(Kind kind, @Nullable PageRows known, @Nullable PageRows edge, PageRows rows) {
    this.kind = kind;
    this.known = known;
    this.edge = edge;
    this.rows = rows;
  }

  /** Whether the row is to be emitted. */
  boolean takes(JsonNode record) {
    boolean isFirst = first;
    first = false;
    edgeMet |= isFirst && edge != null && edge.has(record);
    met |= known != null && known.has(record);
    rows.add(record);
    boolean isEdge = isFirst && edge != null && edge.hasUnchanged(record);
    return switch (kind) {
      case PROBE -> false;
      case PAGE -> !isEdge;
      // What stands before a row that went out went out before it.
      case AGAIN -> known == null || (met && !known.hasUnchanged(record));
      case BEHIND -> !isEdge && (known == null || !known.hasUnchanged(record));
    };
  }

  /** Whether a row was met that went out before: nothing before it is unread. */
  boolean met() {
    return met;
  }

  /** Whether the page begins with a row of the page before it: nothing between them is unread. */
  boolean edgeMet() {
    return edgeMet;
  }

  PageRows rows() {
    return rows;
  }

  /** The page is read again from its start. */
  void again() {
    first = true;
    met = false;
    edgeMet = false;
  }
}
