package dev.javacdk.core.walk;

import dev.javacdk.api.state.StreamSlice;

/**
 * Walks over what is to be read of one partition, page by page. Pure; confined to the thread that
 * reads the partition.
 */
public interface PartitionWalk {

  /** The page to read now. */
  StreamSlice slice();

  /**
   * Moves on as the reading of {@link #slice()} said.
   *
   * @throws dev.javacdk.api.error.SystemError where the position does not move, comes again, or is
   *     refused a second time
   */
  Step observe(PageSaid said);
}
