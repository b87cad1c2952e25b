package dev.javacdk.core.checkpoint;

import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;

/** Fetches pages of a stream's parents. May block; called on the thread that reads the stream. */
@FunctionalInterface
public interface ParentPages {

  /**
   * Fetches one page.
   *
   * @throws Exception where the parent cannot be read: its other partitions go on
   */
  ParentPage fetch(ParentRequest request) throws Exception;
}
