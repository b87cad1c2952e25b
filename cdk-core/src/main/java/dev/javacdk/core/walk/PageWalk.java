package dev.javacdk.core.walk;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import org.slf4j.Logger;

/**
 * Walks over the pages of one partition. Refuses to go in circles (I12), and starts again at most
 * once where a position was refused (rule L8). Confined to its owner.
 */
public final class PageWalk {

  private static final Logger LOG = SafeLogs.of(PageWalk.class);

  private final String stream;
  private StreamSlice slice;
  private PositionCycle cycle = new PositionCycle();
  private boolean startedAgain;

  private PageWalk(String stream, StreamSlice first) {
    this.stream = stream;
    this.slice = first;
  }

  /** A walk that begins with this slice. */
  public static PageWalk from(String stream, StreamSlice first) {
    return new PageWalk(stream, first);
  }

  /** The slice to read now. */
  public StreamSlice slice() {
    return slice;
  }

  /**
   * Moves on as the reading of {@link #slice()} said.
   *
   * @return whether there is more to read
   * @throws SystemError where the position does not move, comes again, or is refused a second time,
   *     and where a stream without parts is not there
   */
  public boolean observe(Progress progress) {
    if (progress instanceof Progress.Next next) {
      moveTo(next.position());
      return true;
    }
    if (progress instanceof Progress.Restart restart) {
      startAgain(restart.reason());
      return true;
    }
    if (progress instanceof Progress.Gone gone) {
      requirePart(gone.reason());
      LOG.warn(
          "stream '{}': {} is not there any more: {}", stream, slice.describe(), gone.reason());
    }
    return false;
  }

  /** What is not there may be one part among others, but not all that there is (rule L7). */
  private void requirePart(String reason) {
    if (slice.partition().equals(Partition.whole())) {
      throw new SystemError(
          "stream '%s' is not there: %s; the address is probably wrong".formatted(stream, reason));
    }
  }

  private void moveTo(CursorPosition position) {
    if (position.equals(slice.cursor())) {
      throw new SystemError(
          "stream '%s': state did not move after %s; a page-based stream must return a new position or complete()"
              .formatted(stream, slice.describe()));
    }
    if (cycle.closes(position)) {
      throw new SystemError(
          "stream '%s': position %s comes again after %s: its pages go in a circle"
              .formatted(stream, position, slice.describe()));
    }
    slice = slice.at(position);
  }

  private void startAgain(String reason) {
    if (startedAgain || slice.cursor().isStart()) {
      throw new SystemError(
          "stream '%s': %s was refused%s: %s"
              .formatted(
                  stream,
                  slice.describe(),
                  startedAgain ? ", after starting again once" : ", and it is the start",
                  reason));
    }
    LOG.warn("stream '{}': {} was refused, starting again: {}", stream, slice.describe(), reason);
    startedAgain = true;
    cycle = new PositionCycle();
    slice = slice.at(CursorPosition.start());
  }
}
