package dev.javacdk.core.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An output that takes lines: stands where stdout would, for whoever wants the messages in this
 * process. Confined to the thread that writes.
 */
public final class MessageLines extends OutputStream {

  private final Reader reader;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** An output whose lines this reader takes. */
  public MessageLines(Reader reader) {
    this.reader = reader;
  }

  /** Whoever wants the lines. Called on the thread that writes. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Takes a line.
     *
     * @param line without its line feed
     * @throws IOException where no more are wanted
     */
    void take(String line) throws IOException;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        reader.take(lineTo(bytes, from, i - from));
        from = i + 1;
      }
    }
    line.write(bytes, from, offset + length - from);
  }

  private String lineTo(byte[] bytes, int from, int length) {
    if (line.size() == 0) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    line.write(bytes, from, length);
    String whole = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return whole;
  }
}
