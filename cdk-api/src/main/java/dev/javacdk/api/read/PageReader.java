package dev.javacdk.api.read;

import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;

/**
 * Reads one page and says how to go on: the one primitive of which every stream is made.
 *
 * <p>It has no position of its own: what to read comes in with the slice, how to go on goes out
 * with the return, so one object may serve all partitions and all attempts. Called once a page, on
 * a worker thread of the kit; may block; may be interrupted when the sync is being stopped. Several
 * workers may call it at once for different partitions, unless it is also a {@link StateMixin}.
 */
@FunctionalInterface
public interface PageReader {

  /**
   * Writes the records of one page.
   *
   * @param slice which partition, and where in it to go on
   * @param output takes the records; belongs to this call and this thread
   * @param context what the reader may ask of the kit meanwhile
   * @return how to go on; it covers every record that was written, and no other
   * @throws Exception where the page cannot be read: the partition fails, its last committed
   *     position stays, other streams go on. A {@link dev.javacdk.api.error.SourceError} keeps its
   *     kind and message; anything else is a system error
   */
  Progress readPage(StreamSlice slice, RecordOutput output, ReadContext context) throws Exception;
}
