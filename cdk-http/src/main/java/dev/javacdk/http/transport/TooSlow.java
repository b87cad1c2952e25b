package dev.javacdk.http.transport;

import java.io.IOException;

/** A response did not come, or did not go on, in the time that it has. */
final class TooSlow extends IOException {

  private static final long serialVersionUID = 1L;

  TooSlow(String message) {
    super(message);
  }
}
