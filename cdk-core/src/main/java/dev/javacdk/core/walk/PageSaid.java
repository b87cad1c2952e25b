package dev.javacdk.core.walk;

import dev.javacdk.api.Progress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a page once it was read.
 *
 * @param progress how its reader says to go on
 * @param greatest the greatest value of the cursor field on it; null where there is no such field,
 *     or no record has a value
 */
public record PageSaid(Progress progress, @Nullable String greatest) {

  /** Refuses a page without progress. */
  public PageSaid {
    Objects.requireNonNull(progress, "progress");
  }

  /** Of a stream without a cursor field. */
  public static PageSaid of(Progress progress) {
    return new PageSaid(progress, null);
  }
}
