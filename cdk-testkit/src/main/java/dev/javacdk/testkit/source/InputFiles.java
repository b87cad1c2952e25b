package dev.javacdk.testkit.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that a command is given; gone when they are closed. Confined to one thread. */
final class InputFiles implements AutoCloseable {

  private final List<Path> written = new ArrayList<>();

  /** An empty file. */
  Path path(String name) {
    try {
      Path path = Files.createTempFile(name, ".json");
      written.add(path);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a file for the " + name, e);
    }
  }

  /** A file of this content, as a command line names it. */
  String with(String name, String content) {
    try {
      return Files.writeString(path(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a file for the " + name, e);
    }
  }

  @Override
  public void close() {
    for (Path path : written) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
