package dev.javacdk.core.read;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.error.SystemError;

/** Makes one of the kit's errors out of whatever was thrown. */
public final class Failures {

  private Failures() {}

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
