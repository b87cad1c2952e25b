package dev.javacdk.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A bug in the connector or the kit, or an answer that the API should not give. Someone has to
 * look.
 */
public final class SystemError extends SourceError {

  private static final long serialVersionUID = 1L;

  /** An error with its sentence for the user. */
  public SystemError(String message) {
    super(message, null, null);
  }

  /** An error with its sentence for the user, caused by {@code cause}. */
  public SystemError(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** An error with its sentence for the user, and another for whoever debugs. */
  public SystemError(String message, @Nullable String internalMessage, @Nullable Throwable cause) {
    super(message, internalMessage, cause);
  }

  @Override
  public String failureType() {
    return "system_error";
  }

  @Override
  public SystemError withMessage(String message) {
    return new SystemError(message, this);
  }
}
