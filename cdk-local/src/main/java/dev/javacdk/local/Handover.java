package dev.javacdk.local;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Hands what is written on to another stream, in the same order, on a thread of its own: reading
 * goes on while the database is at work. A write waits while too much lies between the two.
 *
 * <p>A failure of the other stream is thrown by the writes after it. Closing waits until everything
 * is written there. Written by one thread at a time; an interrupt ends none of its waits, for what
 * a stopped connector writes last are its states.
 */
final class Handover extends OutputStream {

  private static final int MOST_BYTES = 4 << 20;

  private final OutputStream to;
  private final Semaphore room = new Semaphore(MOST_BYTES);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          new ThreadFactoryBuilder().setNameFormat("cdk-database").setDaemon(true).build());
  private volatile @Nullable Throwable failure;

  Handover(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int size = Math.min(length, MOST_BYTES);
    room.acquireUninterruptibly(size);
    if (failure != null) {
      throw new IOException(failure);
    }
    byte[] block = Arrays.copyOfRange(bytes, offset, offset + length);
    thread.execute(() -> handOn(block, size));
  }

  private void handOn(byte[] block, int size) {
    try {
      if (failure == null) {
        to.write(block, 0, block.length);
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    } finally {
      room.release(size);
    }
  }

  /** Waits until everything is written there, or nothing more can be. */
  @Override
  public void close() {
    thread.shutdown();
    Uninterruptibles.awaitTerminationUninterruptibly(thread);
  }
}
