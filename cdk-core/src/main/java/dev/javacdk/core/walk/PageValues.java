package dev.javacdk.core.walk;

import org.jspecify.annotations.Nullable;

/** Gathers the values of a cursor field on a page. Confined to the thread that reads. */
public final class PageValues {

  private @Nullable String least;
  private @Nullable Comparable<Object> leastOrder;
  private @Nullable String below;
  private @Nullable Comparable<Object> belowOrder;
  private @Nullable String greatest;
  private @Nullable Comparable<Object> greatestOrder;

  /**
   * One more.
   *
   * @param order what the value is
   */
  public void add(String value, Comparable<Object> order) {
    if (leastOrder == null || leastOrder.compareTo(order) > 0) {
      least = value;
      leastOrder = order;
    }
    int above = greatestOrder == null ? 1 : -greatestOrder.compareTo(order);
    if (above > 0) {
      below = greatest;
      belowOrder = greatestOrder;
      greatest = value;
      greatestOrder = order;
    } else if (above < 0 && (belowOrder == null || belowOrder.compareTo(order) < 0)) {
      below = value;
      belowOrder = order;
    }
  }

  /** Forgets all. */
  public void clear() {
    least = null;
    leastOrder = null;
    below = null;
    belowOrder = null;
    greatest = null;
    greatestOrder = null;
  }

  /** What came; null where nothing did. */
  public PageSaid.@Nullable Values values() {
    return least == null || greatest == null ? null : new PageSaid.Values(least, below, greatest);
  }
}
