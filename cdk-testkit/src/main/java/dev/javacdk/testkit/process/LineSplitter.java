package dev.javacdk.testkit.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines. A line ends with a line feed, or it is none. */
final class LineSplitter {

  private LineSplitter() {}

  /** Hands over each complete line and returns what stands behind the last; empty if nothing. */
  static String split(InputStream in, Consumer<String> line) {
    var rest = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
      int start = 0;
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          rest.write(buffer, start, i - start);
          line.accept(rest.toString(StandardCharsets.UTF_8));
          rest.reset();
          start = i + 1;
        }
      }
      rest.write(buffer, start, count - start);
    }
    return rest.toString(StandardCharsets.UTF_8);
  }

  /** A pipe that was torn by the death of its writer ends like any other. */
  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      return -1;
    }
  }
}
