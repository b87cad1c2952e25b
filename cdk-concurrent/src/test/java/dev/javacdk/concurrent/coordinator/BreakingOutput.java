package dev.javacdk.concurrent.coordinator;

import dev.javacdk.testkit.process.ProtocolMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes so many bytes, then breaks, mostly in the middle of a line: a kill, as a platform sees it.
 */
final class BreakingOutput extends OutputStream {

  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private long left;

  BreakingOutput(long left) {
    this.left = left;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int taking = (int) Math.min(left, length);
    taken.write(bytes, offset, taking);
    left -= taking;
    if (taking < length) {
      throw new IOException("broken");
    }
  }

  /** The whole lines. */
  List<ProtocolMessage> messages() {
    String text = taken.toString(StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> ProtocolMessage.parse(line).orElseThrow())
        .toList();
  }
}
