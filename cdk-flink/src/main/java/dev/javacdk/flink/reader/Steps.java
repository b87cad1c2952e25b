package dev.javacdk.flink.reader;

import dev.javacdk.core.walk.Coverage;
import dev.javacdk.flink.split.Reached;

/** Reads a split page by page. Confined to the fetch thread. */
interface Steps {

  /**
   * What has come of a page.
   *
   * @param coverage what becomes of the records that were read and not emitted
   * @param reached how far the split was read with them; no count of theirs is in it
   */
  record Told(Coverage coverage, Reached reached) {}

  /**
   * Reads one page. May block.
   *
   * @param from how far the split was emitted
   * @throws Exception what author code threw
   */
  Told next(Reached from) throws Exception;
}
