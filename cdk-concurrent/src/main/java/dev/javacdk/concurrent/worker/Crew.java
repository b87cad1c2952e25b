package dev.javacdk.concurrent.worker;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who do the jobs of a sync: jobs go in, what was read comes out. All methods but {@link
 * #put} belong to the coordinator.
 */
public interface Crew {

  /** Whether somebody is free. */
  boolean hasFree();

  /** Gives a job to somebody who is free. */
  void give(Job job);

  /** A job has ended: who did it is free. */
  void freed();

  /**
   * Hands over what a job has to say. What one job says stays in its order. Called on the thread
   * that does the job; waits while the output is slow.
   *
   * @throws dev.javacdk.api.read.ReadStopped once nothing is taken any more
   */
  void put(Delivery delivery);

  /**
   * Takes the oldest delivery, waiting for one.
   *
   * @return null where none came within that time
   * @throws InterruptedException where the coordinator was interrupted; nothing is lost
   */
  @Nullable Delivery poll(Duration time) throws InterruptedException;

  /** From now on nothing more is handed over; what was stays to be taken. */
  void close();

  /**
   * Stops all of them, and waits until they are gone.
   *
   * @return the names of those that are still there after this time
   */
  List<String> end(Duration patience);
}
