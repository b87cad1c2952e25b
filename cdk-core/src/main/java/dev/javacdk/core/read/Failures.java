package dev.javacdk.core.read;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.error.SystemError;
import org.jspecify.annotations.Nullable;

/** Makes one of the kit's errors out of whatever was thrown. */
public final class Failures {

  private static final int DEEPEST = 20;

  private Failures() {}

  /**
   * Throws what ends the process (out of memory, out of stack), wherever it stands among causes and
   * what was suppressed: it is no failure of a stream or a partition.
   */
  public static void requireAlive(@Nullable Throwable failure) {
    requireAlive(failure, DEEPEST);
  }

  private static void requireAlive(@Nullable Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return;
    }
    if (failure instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    requireAlive(failure.getCause(), depth - 1);
    for (Throwable suppressed : failure.getSuppressed()) {
      requireAlive(suppressed, depth - 1);
    }
  }

  /**
   * The failure as an error that names what failed.
   *
   * @param what the stream or the step
   */
  public static SourceError of(Throwable failure, String what) {
    if (failure instanceof SourceError error) {
      return error;
    }
    String said = failure.getMessage();
    String message = said == null || said.isBlank() ? failure.getClass().getSimpleName() : said;
    return new SystemError(what + " failed: " + message, failure.toString(), failure);
  }
}
