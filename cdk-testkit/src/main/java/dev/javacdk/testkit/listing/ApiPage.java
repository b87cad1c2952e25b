package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.Json;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * One page as an {@link Envelope} sees it. Confined to the thread of its request.
 *
 * <p>The records themselves are not in it: they go from the rows to the wire as they are.
 */
public final class ApiPage {

  /** Where the records go once the envelope is encoded. */
  static final String MARK = "@the-records-of-this-page@";

  private final int count;
  private final boolean more;
  private final LongSupplier total;

  ApiPage(int count, boolean more, LongSupplier total) {
    this.count = count;
    this.more = more;
    this.total = total;
  }

  /** Stands for the array of records; put it where the array belongs, exactly once. */
  public JsonNode records() {
    return Json.text(MARK);
  }

  /** How many records this page has. */
  public int count() {
    return count;
  }

  /** Whether another page follows. */
  public boolean hasMore() {
    return more;
  }

  /** How many records all pages have together, now. */
  public long total() {
    return total.getAsLong();
  }
}
