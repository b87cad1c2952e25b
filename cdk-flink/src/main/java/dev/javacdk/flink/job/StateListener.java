package dev.javacdk.flink.job;

import java.io.Serializable;

/** Takes the states of a job, as the kit writes them on one machine. */
@FunctionalInterface
public interface StateListener extends Serializable {

  /**
   * A checkpoint is complete, and this is what it says of a stream. Called by the enumerator, on
   * the coordinator's thread, in order; must not block for long. May say again what was said before
   * a failover.
   *
   * @param line a STATE message, without a line feed
   * @throws Exception fails the job
   */
  void state(String line) throws Exception;
}
