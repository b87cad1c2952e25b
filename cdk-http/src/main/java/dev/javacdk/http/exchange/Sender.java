package dev.javacdk.http.exchange;

import dev.javacdk.http.request.Call;
import java.util.Set;

/** Gets requests answered: an {@link Exchange}. Safe for use by many threads. */
public interface Sender {

  /**
   * Sends a request until it is settled, on the calling thread.
   *
   * @throws Exception as {@link Exchange#send}
   */
  <T> Outcome<T> send(Call call, Caller caller, Reading<T> reading) throws Exception;

  /** Names of query parameters that hold a secret. */
  Set<String> secretParameters();

  /** Who asks for what, fit for a message: {@code stream 'contacts': GET https://...}. */
  String words(Call call, Caller caller);
}
