package dev.javacdk.api.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that says whose it is: the user's ({@link ConfigError}), the moment's ({@link
 * TransientError}) or the software's ({@link SystemError}).
 *
 * <p>{@link #getMessage()} is one sentence for the user; it names the thing and the value and says
 * what to do. {@link #internalMessage()} is for whoever debugs. Both may reach a message on stdout,
 * where the kit replaces every known secret. Any other exception thrown by author code is reported
 * as a {@code SystemError}.
 */
public abstract sealed class SourceError extends RuntimeException
    permits ConfigError, TransientError, SystemError {

  private static final long serialVersionUID = 1L;

  private final @Nullable String internalMessage;

  SourceError(String message, @Nullable String internalMessage, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.internalMessage = internalMessage;
  }

  /** What the developer needs beyond the user's sentence; empty where there is nothing to add. */
  public final Optional<String> internalMessage() {
    return Optional.ofNullable(internalMessage);
  }

  /** The protocol's word for this kind: {@code TRACE.error.failure_type}. */
  public abstract String failureType();

  /** The same kind of failure with another sentence for the user, caused by this one. */
  public abstract SourceError withMessage(String message);
}
