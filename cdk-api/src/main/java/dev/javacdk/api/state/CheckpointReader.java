package dev.javacdk.api.state;

import java.util.Optional;

/**
 * Answers "what is read next?" and "what may be said about progress?" for one stream.
 *
 * <p>The loop asks {@link #next()}, reads that slice, tells {@link #observe}, asks {@link
 * #checkpoint()}, and so on until there is no next slice. After that it asks {@link #checkpoint()}
 * once more: the last word on the stream, said on success only. A read that failed is not observed.
 *
 * <p>Confined to the thread that reads the stream.
 */
public interface CheckpointReader {

  /**
   * The slice to read next; empty when everything was read. Each call follows an {@link #observe}
   * of the slice before.
   *
   * @throws dev.javacdk.api.error.SourceError where the next slice cannot be known: the parent of a
   *     substream cannot be read, say
   */
  Optional<StreamSlice> next();

  /**
   * Tells what the reading of the slice given last has said. Every record of it was written before.
   *
   * @throws dev.javacdk.api.error.SystemError where the stream does not get on: a position that
   *     equals the one that was asked for, or that comes again
   */
  void observe(Progress progress);

  /** A state that is safe to emit now; empty where there is nothing to say. */
  Optional<StreamState> checkpoint();
}
