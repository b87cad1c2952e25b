package dev.javacdk.http.rule;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is done about an answer. A closed family of values; safe for use by many threads. */
public sealed interface Verdict {

  /** Its records are read. */
  record Accept() implements Verdict {}

  /** The same request is sent again, a little later. */
  record Retry() implements Verdict {}

  /**
   * The same request is sent again when the limit has ended.
   *
   * @param pause how long that takes; null: what the headers say, else as a retry
   */
  record RateLimited(@Nullable Duration pause) implements Verdict {}

  /** The same request is sent again with new credentials; where that is no use, as config error. */
  record Reauthenticate() implements Verdict {}

  /** The position is not good any more: the partition starts again. */
  record Restart() implements Verdict {}

  /** What the partition stands for is not there any more. */
  record Gone() implements Verdict {}

  /** There is nothing to read here: the partition is finished, with a warning. */
  record Skip() implements Verdict {}

  /** This answer is the end of the listing: there is nothing behind the page before. */
  record End() implements Verdict {}

  /**
   * Reading ends with an error.
   *
   * @param kind whose error it is
   * @param message for the user; null: what the API says
   */
  record Fail(Kind kind, @Nullable String message) implements Verdict {
    /** Refuses a missing kind. */
    public Fail {
      Objects.requireNonNull(kind, "kind");
    }
  }

  /** Whose error it is. */
  enum Kind {
    /** The user can mend it. */
    CONFIG,
    /** It may pass. */
    TRANSIENT,
    /** Someone has to look. */
    SYSTEM
  }

  /** Its records are read. */
  static Verdict accept() {
    return new Accept();
  }

  /** The same request is sent again. */
  static Verdict retry() {
    return new Retry();
  }

  /** The API limits the rate of calls, and its headers say for how long. */
  static Verdict rateLimited() {
    return new RateLimited(null);
  }

  /** The API limits the rate of calls, for so long. */
  static Verdict rateLimited(Duration pause) {
    return new RateLimited(pause);
  }

  /** The credentials have run out. */
  static Verdict reauthenticate() {
    return new Reauthenticate();
  }

  /** The position is not good any more: an expired token. */
  static Verdict restart() {
    return new Restart();
  }

  /** What the partition stands for is not there any more. */
  static Verdict gone() {
    return new Gone();
  }

  /** There is nothing to read here. */
  static Verdict skip() {
    return new Skip();
  }

  /** This answer is the end of the listing, and nothing is wrong: 400 past the last page, say. */
  static Verdict end() {
    return new End();
  }

  /** The user can mend it; what the API says is shown. */
  static Verdict configError() {
    return new Fail(Kind.CONFIG, null);
  }

  /** The user can mend it, and this sentence says how. */
  static Verdict configError(String message) {
    return new Fail(Kind.CONFIG, message);
  }

  /** It may pass. */
  static Verdict transientError() {
    return new Fail(Kind.TRANSIENT, null);
  }

  /** It may pass; this sentence says what it is. */
  static Verdict transientError(String message) {
    return new Fail(Kind.TRANSIENT, message);
  }

  /** Someone has to look. */
  static Verdict systemError() {
    return new Fail(Kind.SYSTEM, null);
  }

  /** Someone has to look; this sentence says at what. */
  static Verdict systemError(String message) {
    return new Fail(Kind.SYSTEM, message);
  }
}
