package dev.javacdk.core.walk;

import dev.javacdk.api.state.Progress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a page once it was read.
 *
 * @param progress how its reader says to go on
 * @param values the values of the cursor field on it; null where there is no such field, or no
 *     record has a value
 */
public record PageSaid(Progress progress, @Nullable Values values) {

  /**
   * Values of the cursor field on a page.
   *
   * @param least the smallest
   * @param below the greatest but for those that equal the greatest; null where there is none
   * @param greatest the greatest
   */
  public record Values(String least, @Nullable String below, String greatest) {}

  /** Refuses a page without progress. */
  public PageSaid {
    Objects.requireNonNull(progress, "progress");
  }

  /** Of a stream without a cursor field. */
  public static PageSaid of(Progress progress) {
    return new PageSaid(progress, null);
  }

  /** Of a page on which all values are this one; null where it has none. */
  public static PageSaid of(Progress progress, @Nullable String value) {
    return new PageSaid(progress, value == null ? null : new Values(value, null, value));
  }

  /** The greatest value of the cursor field on it; null where it has none. */
  public @Nullable String greatest() {
    return values == null ? null : values.greatest();
  }
}
