package dev.javacdk.core.walk;

import dev.javacdk.api.state.CursorPosition;
import org.jspecify.annotations.Nullable;

/**
 * An incremental slice under way: what a later attempt needs to go on with the same bounds (rule
 * L13).
 *
 * @param since the lower bound, where it is not what follows from the cursor; else null
 * @param token the page to read next; the start where none was read or where positions shift
 * @param until the upper bound of its first request; null where there is none
 * @param max the greatest value of the cursor field so far; null where none was seen
 */
public record OpenSlice(
    @Nullable String since, CursorPosition token, @Nullable String until, @Nullable String max) {

  /** Started, and nothing is known yet. */
  public static final OpenSlice STARTED = new OpenSlice(null, CursorPosition.start(), null, null);
}
