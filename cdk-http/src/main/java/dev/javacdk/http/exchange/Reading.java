package dev.javacdk.http.exchange;

import dev.javacdk.http.response.Answer;

/**
 * Reads an accepted answer. Called on the thread that sends, once an attempt.
 *
 * @param <T> what is read
 */
@FunctionalInterface
public interface Reading<T> {

  /** Reads it to its end. */
  T read(Answer answer) throws Exception;

  /** The answer broke off: forgets what was read of it, before it is asked for again. */
  default void discard() {}
}
