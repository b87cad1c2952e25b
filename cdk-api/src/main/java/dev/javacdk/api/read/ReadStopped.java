package dev.javacdk.api.read;

/**
 * No more records are wanted: a limit was reached, a check has seen enough, the sync is being
 * stopped.
 *
 * <p>Thrown by the kit through author code, again on every later call, and caught by the kit. It is
 * an {@code Error} so that {@code catch (Exception e)} does not swallow it. Let it pass; put
 * clean-up in {@code finally}.
 */
public final class ReadStopped extends Error {

  private static final long serialVersionUID = 1L;

  /** Made by the kit, with the reason for the log. */
  public ReadStopped(String reason) {
    super(reason, null, false, false);
  }
}
