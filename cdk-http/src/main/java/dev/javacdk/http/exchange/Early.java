package dev.javacdk.http.exchange;

/**
 * A request that was sent before its answer is needed. What goes wrong with it is nothing: whoever
 * needs the answer then asks for it as if nothing had been sent. Given back to its {@link Sender},
 * or dropped, once, by the thread that reads.
 */
public interface Early {

  /** Lets it go: its answer is not needed. */
  void drop();
}
