package dev.javacdk.api.cursor;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How a stream's requests ask for what has changed since a value of its cursor.
 *
 * <p>A value; safe for use by many threads.
 *
 * @param inclusive whether what has just that value comes, too
 * @param written the value as it goes out: two that are written alike ask for the same, as all
 *     times of a day do where the API takes dates
 */
public record CursorFilter(boolean inclusive, UnaryOperator<String> written) {

  /** Refuses a filter that does not say how values are written. */
  public CursorFilter {
    Objects.requireNonNull(written, "written");
  }

  /** Asks for the value and what is above, as it stands. */
  public static CursorFilter since() {
    return new CursorFilter(true, value -> value);
  }
}
