package dev.javacdk.core.ledger;

import dev.javacdk.api.Partition;
import dev.javacdk.api.Progress;
import java.util.List;

/**
 * A parent page that was fetched.
 *
 * @param partitions one for each record, in the parent's order
 * @param progress how the parent goes on
 */
public record ParentPage(List<Partition> partitions, Progress progress) {

  /** Keeps a copy. */
  public ParentPage {
    partitions = List.copyOf(partitions);
  }
}
