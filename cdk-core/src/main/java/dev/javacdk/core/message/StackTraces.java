package dev.javacdk.core.message;

import com.google.common.base.Throwables;

/** Stack traces as text, cut where causes nest without end. */
public final class StackTraces {

  private static final int MOST = 20_000;

  private StackTraces() {}

  /** The stack trace of a failure and its causes. */
  public static String of(Throwable failure) {
    String text = Throwables.getStackTraceAsString(failure);
    return text.length() <= MOST ? text : text.substring(0, MOST) + "\n...";
  }
}
