package dev.javacdk.testkit.source;

/**
 * Where an attempt is cut off that is under way in this process. What an attempt that is killed
 * leaves needs no cut: it is what any attempt has written up to then.
 */
public sealed interface Cut {

  /** Nobody cuts it off. */
  static Cut none() {
    return new None();
  }

  /**
   * It is asked to stop, as by SIGTERM, once so many lines were written: it writes what was
   * committed, and ends.
   */
  static Cut stoppedBehind(long lines) {
    return new Stopped(atLeastOne(lines, "lines"));
  }

  /**
   * Its reader goes away behind so many bytes, mostly inside a line, as where a pipe is closed or a
   * disk is full.
   */
  static Cut closedBehind(long bytes) {
    return new Closed(atLeastOne(bytes, "bytes"));
  }

  private static long atLeastOne(long number, String of) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "a cut is behind at least one of the " + of + ": " + number);
    }
    return number;
  }

  /** See {@link Cut#none}. */
  record None() implements Cut {
    @Override
    public String toString() {
      return "not cut off";
    }
  }

  /**
   * See {@link Cut#stoppedBehind}.
   *
   * @param lines so many were written
   */
  record Stopped(long lines) implements Cut {
    @Override
    public String toString() {
      return "stopped behind line " + lines;
    }
  }

  /**
   * See {@link Cut#closedBehind}.
   *
   * @param bytes so many were written
   */
  record Closed(long bytes) implements Cut {
    @Override
    public String toString() {
      return "its output closed behind byte " + bytes;
    }
  }
}
