package dev.javacdk.testkit.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what an attempt writes, and cuts it off where that was asked for. Written by one thread at
 * a time.
 */
final class CutOutput extends OutputStream {

  private final Cut cut;
  private final LongConsumer eachLine;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long lines;
  private volatile @Nullable Runnable stop;

  /**
   * @param eachLine is told of each line that was written, by its number
   */
  CutOutput(Cut cut, LongConsumer eachLine) {
    this.cut = cut;
    this.eachLine = eachLine;
  }

  /** What stops the attempt. */
  void stopBy(Runnable with) {
    stop = with;
  }

  String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int taken = length;
    if (cut instanceof Cut.Closed closed) {
      taken = (int) Math.min(length, closed.bytes() - written.size());
    }
    written.write(bytes, offset, taken);
    for (int i = offset; i < offset + taken; i++) {
      if (bytes[i] == '\n') {
        line(++lines);
      }
    }
    if (taken < length) {
      throw new IOException("Broken pipe");
    }
  }

  private void line(long number) {
    eachLine.accept(number);
    Runnable with = stop;
    if (cut instanceof Cut.Stopped stopped && number == stopped.lines() && with != null) {
      with.run();
    }
  }
}
