package dev.javacdk.testkit.message;

/**
 * A refusal that a handler throws: it is answered with its status and the API's {@link ErrorBody}.
 */
public final class ApiError extends RuntimeException {

  private final int status;

  /** A refusal with an HTTP status and a message for the client. */
  public ApiError(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status that the client gets. */
  public int status() {
    return status;
  }

  /** The message that the client gets. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
