package dev.javacdk.core.message;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The reader of stdout is gone, or the output broke. Everything stops at once: an {@code Error}, so
 * that no author's {@code catch (Exception e)} goes on reading for nobody.
 */
public final class OutputClosed extends Error {

  private static final long serialVersionUID = 1L;

  OutputClosed(@Nullable IOException cause) {
    super("the output is closed", cause);
  }
}
