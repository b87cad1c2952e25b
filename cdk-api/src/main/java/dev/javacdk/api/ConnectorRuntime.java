package dev.javacdk.api;

import java.util.List;

/**
 * Runs a connector. Found by {@link java.util.ServiceLoader}: the artifact {@code cdk-core} brings
 * one, so that author code names types of this module only.
 */
public interface ConnectorRuntime {

  /**
   * Runs one command of a connector in this process: {@code spec}, {@code check}, {@code discover}
   * or {@code read}. Called once, on the main thread; returns when everything was written.
   *
   * @return the exit code of the process
   */
  int execute(Connector<?> connector, List<String> args);

  /**
   * Runs one command in this process as a test does: as often as wanted, one at a time, on any
   * thread. Leaves the process's own streams and signals alone.
   *
   * @param host what it has round it
   * @return the exit code that the process would have
   */
  int execute(Connector<?> connector, List<String> args, RunHost host);
}
