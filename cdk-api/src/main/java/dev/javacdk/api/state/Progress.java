package dev.javacdk.api.state;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What the reading of one page says: how to go on.
 *
 * <p>It is the return value of the read, so it cannot be forgotten and cannot get ahead of its
 * records: whatever was written to the output before the return is covered by it. A value; safe for
 * use by many threads.
 */
public sealed interface Progress {

  /** There is more: read on at {@code position} now. */
  record Next(CursorPosition position) implements Progress {
    /** Refuses the start, at which no page can go on. */
    public Next {
      requirePlace(position, "Progress.next");
    }
  }

  /** This is all for now; the next sync starts at {@code position}. */
  record UpTo(CursorPosition position) implements Progress {
    /** Refuses the start, which no reading leads up to. */
    public UpTo {
      requirePlace(position, "Progress.upTo");
    }
  }

  /** The partition was read to its end. */
  record Complete() implements Progress {
    private static final Complete INSTANCE = new Complete();
  }

  /**
   * The position is not good any more (an expired scroll id or continue token): the partition
   * starts again from its start. Once an attempt, with a warning; a second time it is an error.
   */
  record Restart(String reason) implements Progress {
    /** Refuses a missing reason: the operator reads it. */
    public Restart {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * What the partition stands for is not there any more (its parent's row was deleted). The
   * partition counts as read, with a warning. Where every partition of an attempt is gone, the
   * stream fails: the reader looks in the wrong place.
   */
  record Gone(String reason) implements Progress {
    /** Refuses a missing reason: the operator reads it. */
    public Gone {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Go on at {@code position}. */
  static Progress next(CursorPosition position) {
    return new Next(position);
  }

  /** Go on at a position of one named string. */
  static Progress next(String name, String token) {
    return new Next(CursorPosition.of(name, token));
  }

  /** Go on at a position of one named whole number. */
  static Progress next(String name, long token) {
    return new Next(CursorPosition.of(name, token));
  }

  /** Go on at a position of one named JSON value: a string, number, object or array. */
  static Progress next(String name, JsonNode token) {
    return new Next(CursorPosition.of(name, token));
  }

  /** Done for now; the next sync starts at {@code position}. */
  static Progress upTo(CursorPosition position) {
    return new UpTo(position);
  }

  /** Done for now; the next sync starts at a position of one named string. */
  static Progress upTo(String name, String token) {
    return new UpTo(CursorPosition.of(name, token));
  }

  /** Done for now; the next sync starts at a position of one named whole number. */
  static Progress upTo(String name, long token) {
    return new UpTo(CursorPosition.of(name, token));
  }

  /** The partition was read to its end. */
  static Progress complete() {
    return Complete.INSTANCE;
  }

  /** Start this partition again, because its position is not good any more. */
  static Progress restart(String reason) {
    return new Restart(reason);
  }

  /** What the partition stands for is not there any more. */
  static Progress gone(String reason) {
    return new Gone(reason);
  }

  private static void requirePlace(CursorPosition position, String call) {
    if (Objects.requireNonNull(position, "position").isStart()) {
      throw new IllegalArgumentException(call + " needs a position; use complete() at the end");
    }
  }
}
