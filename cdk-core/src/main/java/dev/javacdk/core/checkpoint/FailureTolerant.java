package dev.javacdk.core.checkpoint;

/** A checkpoint reader whose slices fail one by one: the others go on. */
public interface FailureTolerant {

  /**
   * The slice given last cannot be read, or what its page has said cannot be followed. Where that
   * is a failure of the slice alone it is kept, and reported by a later {@code next()}, when
   * nothing is left to read.
   *
   * @return whether it was kept; not where the books of all slices are at fault
   */
  boolean bears(Throwable failure);
}
