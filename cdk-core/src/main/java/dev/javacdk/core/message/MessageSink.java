package dev.javacdk.core.message;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one way to stdout: whole lines, one after the other. After a write that failed nothing is
 * written any more, since nobody knows how much of it arrived.
 *
 * <p>Safe for use by many threads; blocks while the reader of stdout is slow.
 */
public final class MessageSink {

  private static final int BUFFER = 64 * 1024;
  private static final byte[] LINE_FEED = {'\n'};

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final OutputStream out;

  @GuardedBy("lock")
  private final byte[] buffer = new byte[BUFFER];

  @GuardedBy("lock")
  private int buffered;

  @GuardedBy("lock")
  private boolean broken;

  @GuardedBy("lock")
  private @Nullable IOException failure;

  /** Writes to this stream, which need not be buffered. */
  public MessageSink(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes whole lines, each with its line feed. They may stay in the buffer.
   *
   * @throws OutputClosed where the output does not take them
   */
  public void write(byte[] lines, int offset, int length) {
    lock.lock();
    try {
      append(lines, offset, length);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes one line, adds its line feed, and flushes: a state or status must not wait in a buffer.
   *
   * @throws OutputClosed where the output does not take it
   */
  public void writeLine(String line) {
    writeLine(List.of(line.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes one line that is encoded already, as the other does.
   *
   * @param pieces all of the line: none is ever begun that cannot be ended
   * @return how many bytes the line has, without its line feed
   * @throws OutputClosed where the output does not take it
   */
  @CanIgnoreReturnValue
  public long writeLine(List<byte[]> pieces) {
    long length = 0;
    lock.lock();
    try {
      for (byte[] piece : pieces) {
        append(piece, 0, piece.length);
        length += piece.length;
      }
      append(LINE_FEED, 0, LINE_FEED.length);
      drain();
    } finally {
      lock.unlock();
    }
    return length;
  }

  /** Writes what is in the buffer. */
  public void flush() {
    lock.lock();
    try {
      drain();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void append(byte[] bytes, int offset, int length) {
    if (length > BUFFER - buffered) {
      drain();
    }
    if (length > BUFFER) {
      send(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
  }

  @GuardedBy("lock")
  private void drain() {
    int length = buffered;
    buffered = 0;
    if (length > 0) {
      send(buffer, 0, length);
    }
  }

  @GuardedBy("lock")
  private void send(byte[] bytes, int offset, int length) {
    if (broken) {
      throw new OutputClosed(failure);
    }
    try {
      out.write(bytes, offset, length);
      out.flush();
    } catch (IOException e) {
      broken = true;
      failure = e;
      throw new OutputClosed(e);
    }
  }
}
