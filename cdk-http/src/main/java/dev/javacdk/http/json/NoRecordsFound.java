package dev.javacdk.http.json;

import org.jspecify.annotations.Nullable;

/** A body has no records where the stream says that they stand. */
public final class NoRecordsFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoRecordsFound(Place place, @Nullable String instead) {
    super(
        "expected "
            + place.words()
            + " at "
            + place.pointer()
            + ", found "
            + (instead == null ? "nothing" : instead));
  }
}
