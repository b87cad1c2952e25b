package dev.javacdk.core.log;

import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.OutputClosed;
import dev.javacdk.core.message.StackTraces;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Where log events of this process go: to LOG messages once a connector runs; before that, and in a
 * process that runs none, to stderr. Safe for use by many threads.
 */
public final class LogRoute {

  private static volatile @Nullable Messages messages;
  private static volatile Level least = Level.INFO;

  private LogRoute() {}

  /** From now on, events of at least this level become LOG messages. */
  public static void to(Messages messages, Level least) {
    LogRoute.least = least;
    LogRoute.messages = messages;
  }

  /** From now on, events go to stderr. */
  public static void toStderr() {
    messages = null;
  }

  static boolean isEnabled(Level level) {
    return level.toInt() >= least.toInt();
  }

  static void write(Level level, String message, @Nullable Throwable failure) {
    Messages target = messages;
    String stackTrace = failure == null ? null : StackTraces.of(failure);
    if (target == null) {
      System.err.println(level + " " + message + (stackTrace == null ? "" : "\n" + stackTrace));
      return;
    }
    try {
      target.log(level.name(), message, stackTrace);
    } catch (OutputClosed e) {
      // Whoever writes records meets it too, and ends the process; a log line is not worth more.
    }
  }
}
