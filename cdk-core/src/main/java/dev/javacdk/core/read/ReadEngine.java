package dev.javacdk.core.read;

import java.util.List;

/**
 * Reads the streams of a sync and writes their messages: statuses, records, states and errors. The one
 * place where sequential and concurrent reading differ.
 */
public interface ReadEngine {

  /**
   * Reads all streams, each to its end or to its failure; a stream that fails does not stop the
   * others. Called once, on the main thread.
   *
   * @return the streams that failed, with what was reported of each
   */
  List<StreamFailure> read(Sync sync);
}
