package dev.javacdk.core.cli;

import dev.javacdk.core.sync.StopSignal;

/**
 * Stops a command in order: it writes what was committed, and ends. Safe for use by many threads.
 */
final class Stopping {

  private final StopSignal stop;

  /** Guarded by this: the thread of the command, which has others to do behind its end. */
  private final Thread main;

  /** Guarded by this. */
  private boolean ended;

  Stopping(StopSignal stop, Thread main) {
    this.stop = stop;
    this.main = main;
  }

  synchronized void stop() {
    if (!ended) {
      stop.stop("the process is being stopped");
      main.interrupt();
    }
  }

  /** Behind the command's end, on its thread: it is interrupted no more. */
  synchronized void end() {
    ended = true;
    if (stop.isStopped()) {
      boolean unused = Thread.interrupted();
    }
  }
}
