package dev.javacdk.api.log;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loggers that say no secret which the process knows, wherever their lines go: also where the log
 * belongs to somebody else, as in a job of Apache Flink. Safe for use by many threads.
 *
 * <pre>{@code
 * private static final Logger LOG = SafeLogs.of(MySource.class);
 * }</pre>
 */
public final class SafeLogs {

  /** Who is not used any more leaves by itself. */
  private static final Set<UnaryOperator<String>> REDACTORS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private SafeLogs() {}

  /** A logger under the name of this class. */
  public static Logger of(Class<?> named) {
    return new SafeLogger(LoggerFactory.getLogger(named));
  }

  /**
   * From now on, lines go through this one as well, for as long as somebody else holds it.
   *
   * @param redactor makes text of text, without secrets
   */
  public static void redactBy(UnaryOperator<String> redactor) {
    REDACTORS.add(redactor);
  }

  static String redact(String text) {
    String safe = text;
    for (UnaryOperator<String> redactor : List.copyOf(REDACTORS)) {
      safe = redactor.apply(safe);
    }
    return safe;
  }
}
