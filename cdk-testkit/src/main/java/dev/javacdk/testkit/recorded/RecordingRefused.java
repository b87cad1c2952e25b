package dev.javacdk.testkit.recorded;

/** A recording that is not written: a secret would be in it, or it could not be read back. */
public final class RecordingRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  RecordingRefused(String message) {
    super(message);
  }
}
