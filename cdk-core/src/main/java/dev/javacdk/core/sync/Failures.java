package dev.javacdk.core.sync;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.message.Fatal;

/** Makes one of the kit's errors out of whatever was thrown. Safe for use by many threads. */
public final class Failures {

  private Failures() {}

  /**
   * The failure as an error that names what failed.
   *
   * @param what the stream or the step
   */
  public static SourceError of(Throwable failure, String what) {
    VirtualMachineError machine = Fatal.in(failure);
    if (machine != null) {
      return new SystemError(Fatal.words(machine), failure.toString(), failure);
    }
    if (failure instanceof SourceError error) {
      return error;
    }
    String said = failure.getMessage();
    String message = said == null || said.isBlank() ? failure.getClass().getSimpleName() : said;
    if (failure instanceof LinkageError) {
      message = failure.getClass().getSimpleName() + ": " + message;
    }
    return new SystemError(what + " failed: " + message, failure.toString(), failure);
  }
}
