package dev.javacdk.core.walk;

import dev.javacdk.api.state.StreamState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition, or a stream without parts, was read: what a state says of it.
 *
 * @param state of a full refresh its position; of an incremental stream the cursor that the last
 *     slice that was read to its end has left
 * @param open the incremental slice under way; null where there is none
 */
public record Standing(StreamState state, @Nullable OpenSlice open) {

  /** Refuses a standing without state. */
  public Standing {
    Objects.requireNonNull(state, "state");
  }

  /** At this state, with no slice under way. */
  public static Standing at(StreamState state) {
    return new Standing(state, null);
  }

  /** The same, with a slice under way. */
  public Standing open(OpenSlice slice) {
    return new Standing(state, slice);
  }
}
