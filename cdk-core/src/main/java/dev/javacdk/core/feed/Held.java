package dev.javacdk.core.feed;

import dev.javacdk.api.state.StreamSlice;

/** A page, for all children that have not taken it yet. Confined to the owner of the feed. */
final class Held {

  private final KeptPage page;
  private final boolean isFirst;
  private int holders;

  /**
   * A page.
   *
   * @param isFirst whether its reader had read nothing of the partition before
   */
  Held(KeptPage page, boolean isFirst) {
    this.page = page;
    this.isFirst = isFirst;
  }

  KeptPage page() {
    return page;
  }

  boolean isFirst() {
    return isFirst;
  }

  /** One more holds it; returns how many did before. */
  int hold() {
    return holders++;
  }

  /** One less holds it; returns how many still do. */
  int letGo() {
    return --holders;
  }

  /** Whether the same would be sent for both. */
  static boolean same(StreamSlice one, StreamSlice other) {
    return one.equals(other) && one.partition().data().equals(other.partition().data());
  }
}
