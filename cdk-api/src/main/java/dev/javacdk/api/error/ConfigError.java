package dev.javacdk.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user can mend: a value of the config, a permission, a file. Another attempt
 * with the same input fails the same way.
 */
public final class ConfigError extends SourceError {

  private static final long serialVersionUID = 1L;

  /** An error with its sentence for the user. */
  public ConfigError(String message) {
    super(message, null, null);
  }

  /** An error with its sentence for the user, caused by {@code cause}. */
  public ConfigError(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** An error with its sentence for the user, and another for whoever debugs. */
  public ConfigError(String message, @Nullable String internalMessage, @Nullable Throwable cause) {
    super(message, internalMessage, cause);
  }

  @Override
  public String failureType() {
    return "config_error";
  }

  @Override
  public ConfigError withMessage(String message) {
    return new ConfigError(message, this);
  }
}
