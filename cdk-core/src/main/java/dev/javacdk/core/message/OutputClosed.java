package dev.javacdk.core.message;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reader of stdout is gone, or the output broke. Everything stops at once: an {@code Error}, so
 * that no author's {@code catch (Exception e)} goes on reading for nobody.
 */
public final class OutputClosed extends Error {

  private static final long serialVersionUID = 1L;

  /** As systems say that nobody reads any more. */
  private static final Pattern CLOSED = Pattern.compile("(?i)pipe|closed|reset");

  OutputClosed(@Nullable IOException cause) {
    super("the output is closed", cause);
  }

  /** Why, for people. */
  public String words() {
    String why = getCause() == null ? "" : String.valueOf(getCause().getMessage());
    return why.isEmpty() || CLOSED.matcher(why).find()
        ? "stdout was closed by its reader: stopping"
        : "stdout cannot be written: " + why + ": stopping";
  }
}
