package dev.javacdk.core.message;

/** Where the reading of a stream stands, in the protocol's words. */
public enum StreamStatus {
  /** Reading is about to begin. */
  STARTED,
  /** The first record is there; or a rate limit is being waited for. */
  RUNNING,
  /** Everything was read. */
  COMPLETE,
  /** Reading stopped before the end. */
  INCOMPLETE
}
