package dev.javacdk.http.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt of a request failed, and another may not. */
final class AttemptFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How soon the next attempt is made. */
  enum Pause {
    /** After a wait that grows with the attempts. */
    GROWING,
    /** At once. */
    NONE
  }

  private final Pause pause;
  private final transient @Nullable Instant until;

  private AttemptFailed(
      String what, Pause pause, @Nullable Instant until, @Nullable Throwable cause) {
    super(what, cause);
    this.pause = pause;
    this.until = until;
  }

  static AttemptFailed of(String what, @Nullable Throwable cause) {
    return new AttemptFailed(what, Pause.GROWING, null, cause);
  }

  static AttemptFailed until(String what, Instant until) {
    return new AttemptFailed(what, Pause.NONE, until, null);
  }

  static AttemptFailed again(String what) {
    return new AttemptFailed(what, Pause.NONE, null, null);
  }

  Pause pause() {
    return pause;
  }

  /** When the API takes requests again; null where it does not say. */
  @Nullable Instant until() {
    return until;
  }

  /** What went wrong, as a part of a sentence. */
  String what() {
    return String.valueOf(getMessage());
  }
}
