package dev.javacdk.core.checkpoint;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.StateMixin;

/** What a stream can do, which decides how it is read: never the sync mode of the catalog. */
public enum StreamKind {
  /** Has parts: each is read on its own, and those that were read are skipped. */
  PARTITIONED,
  /** Has a cursor field, and is read in windows of time or numbers, each on its own. */
  WINDOWED,
  /** Has a cursor field: goes on from its newest value. */
  INCREMENTAL,
  /** Has positions: goes on at the page where it stopped. */
  RESUMABLE,
  /** None of these: is read from its start each time. */
  FULL_REFRESH;

  /** The kind of a stream. */
  public static StreamKind of(Stream stream) {
    // What manages the state of all its parts itself is read as one: its parts are mere slices.
    boolean parts =
        !(stream.partitions() instanceof Partitions.Single) && !(stream instanceof StateMixin);
    if (stream.cursor().isPresent()) {
      return parts ? PARTITIONED : isWindowed(stream) ? WINDOWED : INCREMENTAL;
    }
    if (!stream.supportsCheckpointing()) {
      return FULL_REFRESH;
    }
    if (parts) {
      return PARTITIONED;
    }
    return stream instanceof StateMixin || stream.readsInPages() ? RESUMABLE : FULL_REFRESH;
  }

  private static boolean isWindowed(Stream stream) {
    return stream.cursor().flatMap(Cursor::windows).isPresent()
        && !(stream instanceof StateMixin)
        && !(stream instanceof OwnSlices);
  }

  /** Whether it is read in parts that are listed in its state: partitions, or windows. */
  public boolean isInParts() {
    return this == PARTITIONED || this == WINDOWED;
  }

  /** Whether a later attempt goes on where this one stops. */
  public boolean isResumable() {
    return this != FULL_REFRESH;
  }
}
