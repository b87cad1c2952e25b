package dev.javacdk.api.read;

import dev.javacdk.api.state.StreamState;

/**
 * For a stream, or a reader, that manages its own state: the kit sets it before the first read and
 * asks for it after every read.
 *
 * <p>Implemented beside {@link RecordReader}. What {@link #state()} says after a read is what was
 * read so far:
 *
 * <ul>
 *   <li>a {@link StreamState.Position}: go on there with the next page; of a stream with a cursor
 *       field: done for now, the next sync starts there;
 *   <li>{@link StreamState.Complete}: everything was read;
 *   <li>{@link StreamState.Initial} after a read: no more pages, the same as complete. This is what
 *       connectors of the Python kit say with an empty state.
 * </ul>
 *
 * <p>Both methods are called on the thread that reads, never at the same time. A stream that is a
 * {@code StateMixin} is read as a single partition by one worker; a partitioned stream gives one
 * such reader object a partition.
 */
public interface StateMixin {

  /** What was read so far. Called after every read. */
  StreamState state();

  /**
   * Takes up a state: that of the last attempt, or {@code Initial}. Called before the first read,
   * and again only where reading goes on somewhere else: from the start after its position was
   * refused.
   */
  void state(StreamState state);
}
