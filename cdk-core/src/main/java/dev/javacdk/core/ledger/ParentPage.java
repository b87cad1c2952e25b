package dev.javacdk.core.ledger;

import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.walk.PageSaid;
import java.util.List;

/**
 * A parent page that was fetched.
 *
 * @param partitions one for each record, in the parent's order
 * @param said how the parent goes on
 */
public record ParentPage(List<Partition> partitions, PageSaid said) {

  /** Keeps a copy. */
  public ParentPage {
    partitions = List.copyOf(partitions);
  }

  /** Of a parent whose changes nobody follows. */
  public static ParentPage of(List<Partition> partitions, Progress progress) {
    return new ParentPage(partitions, PageSaid.of(progress));
  }
}
