package dev.javacdk.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Something that may pass by itself: an API that is down, a quota that is used up. Another attempt
 * is worth it.
 */
public final class TransientError extends SourceError {

  private static final long serialVersionUID = 1L;

  /** An error with its sentence for the user. */
  public TransientError(String message) {
    super(message, null, null);
  }

  /** An error with its sentence for the user, caused by {@code cause}. */
  public TransientError(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** An error with its sentence for the user, and another for whoever debugs. */
  public TransientError(
      String message, @Nullable String internalMessage, @Nullable Throwable cause) {
    super(message, internalMessage, cause);
  }

  @Override
  public String failureType() {
    return "transient_error";
  }

  @Override
  public TransientError withMessage(String message) {
    return new TransientError(message, this);
  }
}
