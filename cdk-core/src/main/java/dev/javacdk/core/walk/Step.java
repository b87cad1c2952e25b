package dev.javacdk.core.walk;

import dev.javacdk.api.state.Progress;
import org.jspecify.annotations.Nullable;

/**
 * What a page that was read has changed: made by the walk, told to whoever owns the progress.
 *
 * @param progress how the page's reader said to go on
 * @param more whether the walk goes on
 * @param standing how far the partition was read by now; null where nothing new can be said
 * @param until the upper bound of the slice that the page is of; null where it has none
 */
public record Step(
    Progress progress, boolean more, @Nullable Standing standing, @Nullable String until) {

  /** The partition stands there now. */
  public static Step to(Progress progress, boolean more, @Nullable Standing standing) {
    return new Step(progress, more, standing, null);
  }

  /** The page's position was refused, or expired: the walk starts again. */
  public boolean startsAgain() {
    return progress instanceof Progress.Restart;
  }

  /** What a state that is written now says of what was read of the partition. */
  public Coverage coverage() {
    if (startsAgain()) {
      return Coverage.VOID;
    }
    return standing != null || !more ? Coverage.COVERED : Coverage.NOT_YET;
  }

  /** What the partition stands for is not there any more. */
  public boolean isGone() {
    return progress instanceof Progress.Gone;
  }
}
