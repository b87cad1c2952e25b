package dev.javacdk.core.log;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Takes what libraries say through {@code java.util.logging} the way of everything else. What is
 * below the level that counts is dropped before it is made. Confined to the main thread.
 */
public final class JulRoute {

  /** Kept, so that its level is not lost with it. */
  private static final Logger ROOT = Logger.getLogger("");

  private JulRoute() {}

  /**
   * From now on, for the rest of the process.
   *
   * @param debug whether more counts than what is told by default
   */
  public static void install(boolean debug) {
    // Another SLF4J provider may itself lead to java.util.logging: round and round.
    if (LoggerFactory.getLogger(JulRoute.class) instanceof MessageLogger) {
      ROOT.setLevel(debug ? Level.FINE : Level.INFO);
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }
}
