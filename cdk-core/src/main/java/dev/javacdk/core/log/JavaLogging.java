package dev.javacdk.core.log;

import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Takes what libraries say through {@code java.util.logging}, so that it becomes LOG messages, too,
 * instead of lines on stderr. Called once, on the main thread.
 */
public final class JavaLogging {

  private JavaLogging() {}

  /** From now on, events of {@code java.util.logging} take the way of all others. */
  public static void take() {
    // Where another provider of SLF4J writes to java.util.logging, they would go round in a circle.
    if (LoggerFactory.getLogger(JavaLogging.class) instanceof MessageLogger
        && !SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }
}
