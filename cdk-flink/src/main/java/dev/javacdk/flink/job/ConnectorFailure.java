package dev.javacdk.flink.job;

import dev.javacdk.core.message.Redactor;
import org.jspecify.annotations.Nullable;

/** What has gone wrong, in words and traces without secrets: Flink shows them to many. */
public final class ConnectorFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private ConnectorFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The same failure, and what caused it, without secrets. */
  static ConnectorFailure of(Throwable failure, Redactor redactor) {
    Throwable cause = failure.getCause();
    ConnectorFailure told =
        new ConnectorFailure(
            redactor.redact(words(failure)), cause == null ? null : of(cause, redactor));
    told.setStackTrace(failure.getStackTrace());
    return told;
  }

  private static String words(Throwable failure) {
    String said = failure.getMessage();
    return said == null || said.isBlank() ? failure.getClass().getSimpleName() : said;
  }
}
