package dev.javacdk.core.checkpoint;

/** A checkpoint reader whose slices fail one by one: the others go on. */
public interface FailureTolerant {

  /**
   * The slice given last cannot be read. The failure is reported by a later {@code next()}, when
   * nothing is left to read.
   */
  void fail(Throwable failure);
}
