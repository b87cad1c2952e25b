package dev.javacdk.http.exchange;

import dev.javacdk.http.request.Call;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gets requests answered: an {@link Exchange}. Safe for use by many threads. */
public interface Sender {

  /**
   * Sends a request until it is settled, on the calling thread.
   *
   * @param early the same request, where this sender sent it before; its answer counts if it was
   *     accepted
   * @throws Exception as {@link Exchange#send}
   */
  <T> Outcome<T> send(Call call, Caller caller, Reading<T> reading, @Nullable Early early)
      throws Exception;

  /**
   * Sends a request whose answer is going to be needed, once, on another thread; empty where it
   * would have to wait for a limit, or enough are under way.
   *
   * @param most how many may be under way to the API
   */
  Optional<Early> sendEarly(Call call, Caller caller, int most);

  /** As {@link #send(Call, Caller, Reading, Early)}, of a request that was not sent before. */
  default <T> Outcome<T> send(Call call, Caller caller, Reading<T> reading) throws Exception {
    return send(call, caller, reading, null);
  }

  /** Names of query parameters that hold a secret. */
  Set<String> secretParameters();

  /** Who asks for what, fit for a message: {@code stream 'contacts': GET https://...}. */
  String words(Call call, Caller caller);
}
