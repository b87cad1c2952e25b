package dev.javacdk.flink.enumerator;

import dev.javacdk.api.cursor.CursorValues;
import java.time.Instant;
import java.util.Optional;

/**
 * The books of a stream as a complete checkpoint has them: as a job that is restarted from it would
 * find them.
 *
 * @param stream what is handed out from
 * @param books the same stream; what is out is where its readers say
 * @param began when their pass began
 */
record StandingBooks(StreamBooks stream, StreamBooks books, Instant began) {

  /** The time before which all records were emitted; empty where nothing says it. */
  Optional<Instant> emittedBefore() {
    // Nothing is left of a stream whose parent could not be read, either.
    boolean isAllRead = books.isOver() && books.failure().isEmpty();
    return isAllRead ? Optional.of(asFarAsAsked()) : books.emittedBefore();
  }

  /** An API is asked for what is from before a time as it can be written: in whole seconds, say. */
  private Instant asFarAsAsked() {
    CursorValues values = stream.stream.cursor().orElseThrow().values();
    return values.instantOf(values.textOf(began));
  }
}
