package dev.javacdk.core.page;

import dev.javacdk.core.message.RecordEncoder;

/**
 * Where the records of a page go when they are released: to the output itself, or to the thread
 * that owns it. Confined to the thread that reads.
 */
public interface RecordTarget {

  /**
   * Called before each record.
   *
   * @throws dev.javacdk.api.read.ReadStopped where no more records are wanted
   */
  void requireWanted();

  /**
   * Takes the lines out of the encoder and leaves it empty. May block while the output is full.
   *
   * @param records how many there are; at least 1
   */
  void release(RecordEncoder lines, long records);

  /** What was released of the page in hand is void: the page is read again from its start. */
  void discarded();
}
