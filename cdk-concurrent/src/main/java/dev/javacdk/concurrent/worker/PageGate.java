package dev.javacdk.concurrent.worker;

import java.util.concurrent.Semaphore;

/**
 * Lets a worker hand over a page only once the page before was committed (rule L16), so that a
 * killed attempt reads at most two pages a worker again: one handed over, one being read.
 */
public final class PageGate {

  private final Semaphore free = new Semaphore(1);

  /** Whether the page that is being read has begun to be handed over. Confined to the worker. */
  private boolean within;

  /** Before anything of a page is handed over. Called by the worker; waits. */
  void enter() {
    if (!within) {
      free.acquireUninterruptibly();
      within = true;
    }
  }

  /** Whether nobody has to wait here. */
  boolean isOpen() {
    return free.availablePermits() > 0;
  }

  /** All of the page is handed over. Called by the worker. */
  void leave() {
    within = false;
  }

  /** The page that was handed over was committed. Called by the coordinator. */
  public void committed() {
    free.release();
  }
}
