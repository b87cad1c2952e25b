package dev.javacdk.http.exchange;

/**
 * What a request came to in the end, where it is no error. A closed family of values.
 *
 * @param <T> what is read out of an answer
 */
public sealed interface Outcome<T> {

  /** The answer was read. */
  record Read<T>(T value) implements Outcome<T> {}

  /** The position is not good any more. */
  record Restart<T>(String reason) implements Outcome<T> {}

  /** What was asked for is not there any more. */
  record Gone<T>(String reason) implements Outcome<T> {}

  /** There is nothing to read here. */
  record Skip<T>(String reason) implements Outcome<T> {}

  /** The listing has ended with this answer. */
  record End<T>(String reason) implements Outcome<T> {}
}
