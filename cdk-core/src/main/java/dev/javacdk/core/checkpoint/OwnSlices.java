package dev.javacdk.core.checkpoint;

import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import java.util.Iterator;

/**
 * For a stream without parts that cuts itself into slices when it is read, by the state that it
 * goes on from: what streams of older kits do. Streams of today describe their {@link
 * dev.javacdk.api.Partitions}, which the kit can skip and take up one by one.
 */
public interface OwnSlices {

  /**
   * The slices, in the order in which they are read. Called once an attempt; both this and the
   * iterator are called on the thread that reads the stream. The iterator may block and may throw:
   * then the stream fails.
   *
   * @param incoming the state that came in
   */
  Iterator<StreamSlice> slices(StreamState incoming);
}
