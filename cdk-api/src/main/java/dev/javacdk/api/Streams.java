package dev.javacdk.api;

import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordReader;

/** Makes streams out of functions. */
public final class Streams {

  private Streams() {}

  /**
   * A stream that is read page by page. The position of each page is its state: a killed attempt
   * goes on after the last page that was committed, and the author writes no state code.
   *
   * @param name the stream's name
   * @param reader reads one page; safe for use by many threads where the stream is partitioned
   */
  public static StreamDefinition paged(String name, PageReader reader) {
    return StreamDefinition.of(name, reader);
  }

  /**
   * A stream whose records are read in one go, or one partition in one go. It cannot go on within;
   * a partitioned one skips the partitions that were finished.
   *
   * @param name the stream's name
   * @param reader reads all records of a slice; safe for use by many threads where partitioned
   */
  public static StreamDefinition records(String name, RecordReader reader) {
    return StreamDefinition.of(name, reader);
  }
}
