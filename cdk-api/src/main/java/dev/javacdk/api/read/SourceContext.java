package dev.javacdk.api.read;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What author code may ask of the kit while it talks to an API. Safe for use by many threads. */
public interface SourceContext {

  /**
   * Changes the connector's config and tells the platform: a refresh token that was rotated, say.
   *
   * <p>Writes a {@code CONTROL} message with the whole config and returns only after it was
   * flushed, so that what it holds can be used at once without fear of losing it. Changes by
   * several threads come one after the other, each on top of the one before.
   *
   * @param change edits a copy of the raw config, as it came in or as changed last
   * @throws dev.javacdk.api.error.SystemError where the message cannot be written
   */
  void updateConfig(Consumer<ObjectNode> change);

  /**
   * Keeps a secret that was obtained while running (an access token) out of every log, error and
   * status message from now on.
   */
  void registerSecret(String secret);

  /**
   * As {@link #registerSecret(String)}, for a secret that is replaced now and then: the newest one
   * of a name is what {@link #unseal} puts in its place.
   *
   * @param name what it is called in a state: {@code access_token}
   */
  default void registerSecret(String name, String secret) {
    registerSecret(secret);
  }

  /**
   * The text without secrets, fit for a state: each known secret of at least eight characters in it
   * is replaced by a mark that says where the secret comes from, {@code (secret:/api_key)} for the
   * config's {@code api_key}. A text that holds such a mark already is refused: nobody but the kit
   * says what a request is filled with.
   *
   * @throws dev.javacdk.api.error.SystemError where the text holds a mark
   */
  default String seal(String text) {
    return text;
  }

  /**
   * What was sealed, with the secrets as they are now in place of their marks.
   *
   * @throws dev.javacdk.api.error.ConfigError where a mark names a secret that nobody has
   */
  default String unseal(String text) {
    return text;
  }

  /** How large the JSON that is read may be, as the operator has it. */
  default JsonLimits limits() {
    return JsonLimits.DEFAULT;
  }

  /**
   * Waits for a rate limit to end, on the calling thread. The platform is told of waits longer than
   * a minute, again and again, so that nobody takes the wait for a hang.
   *
   * @param until when the API takes requests again; in the past: returns at once
   * @throws ReadStopped where the sync is stopped meanwhile
   */
  void awaitRateLimit(Instant until);

  /**
   * Waits so long on the calling thread, before a request that failed is sent again, say.
   *
   * @throws ReadStopped where the sync is stopped, or the thread interrupted, meanwhile
   */
  default void pause(Duration time) {
    try {
      boolean unused = clock().await(new CountDownLatch(1), time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadStopped("interrupted");
    }
  }

  /**
   * Takes a turn of a budget that is shared with other processes that read the same source, and
   * says how long from now it is: who asked waits so long, with {@link #awaitRateLimit}. May block,
   * on the calling thread, until whoever keeps the budget has answered.
   *
   * @return empty where this process is alone: then who asks keeps the budget itself
   * @throws ReadStopped where the sync is stopped, or the thread interrupted, meanwhile
   */
  default Optional<Duration> turn(SharedBudget budget) {
    return Optional.empty();
  }

  /** The time of this run. */
  default RunClock clock() {
    return RunClock.system();
  }

  /**
   * Says that a request is being sent, for the line that sums up each stream at its end. {@code
   * cdk-http} says so by itself; a reader with a client of its own may.
   *
   * @param attempt 1, or more where the same request was sent before
   */
  default void sent(int attempt) {}

  /**
   * Says that a page was read from an answer that had been asked for before its turn, for the same
   * line.
   */
  default void tookAhead() {}

  /**
   * Says that the calling thread has waited so long before it sent a request again, for the same
   * line. Waits for a rate limit are counted by {@link #awaitRateLimit} itself.
   */
  default void waited(Duration time) {}

  /** Whether the sync is being stopped: no more records are wanted. */
  boolean isStopping();
}
