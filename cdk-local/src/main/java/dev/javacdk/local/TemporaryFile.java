package dev.javacdk.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON file for a command of this process, which only its owner may read; gone when it is closed.
 */
record TemporaryFile(Path path) implements AutoCloseable {

  static TemporaryFile of(String json) {
    try {
      Path file = Files.createTempFile("javacdk", ".json");
      return new TemporaryFile(Files.writeString(file, json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
