package dev.javacdk.http.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A response's body as a stream that waits for bytes only so long. The HTTP client's threads put
 * buffers in, one thread reads; a few buffers are in flight, so a slow reader slows the server.
 * Reading is confined to one thread; an interrupt ends it.
 */
final class BodyStream extends InputStream implements BodySubscriber<BodyStream> {

  /** Of some 16 KiB each: a page of usual size is asked for in one go. */
  private static final int IN_FLIGHT = 16;

  /** So many are asked for at once, as they are taken: each asking wakes a thread of the client. */
  private static final int ASKED = 8;

  private record Ended(@Nullable Throwable failure) {}

  private final Pace pace;
  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final ArrayDeque<ByteBuffer> open = new ArrayDeque<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
  private volatile boolean closed;

  /** Confined to the reading thread. */
  private @Nullable Ended ended;

  /** How many were taken since more were asked for. Confined to the reading thread. */
  private int taken;

  BodyStream(Pace pace) {
    this.pace = pace;
  }

  @Override
  public CompletionStage<BodyStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.set(given);
    if (closed) {
      given.cancel();
    } else {
      given.request(IN_FLIGHT);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(buffers);
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Ended(failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new Ended(null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = nextBuffer();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, from, count);
    return count;
  }

  /** Gives up what has not arrived yet; the connection is closed. */
  @Override
  public void close() {
    if (ended == null) {
      ended = new Ended(new IOException("the response was closed"));
      closed = true;
      Flow.Subscription given = subscription.get();
      if (given != null) {
        given.cancel();
      }
    }
  }

  private @Nullable ByteBuffer nextBuffer() throws IOException {
    while (open.isEmpty() || !open.element().hasRemaining()) {
      if (!open.isEmpty()) {
        open.remove();
      } else if (!await()) {
        return null;
      }
    }
    return open.element();
  }

  /** Waits for more; false at the end. */
  private boolean await() throws IOException {
    if (ended == null) {
      Object item = take();
      if (item instanceof List<?> buffers) {
        for (Object buffer : buffers) {
          open.add((ByteBuffer) buffer);
          pace.arrived(((ByteBuffer) buffer).remaining());
        }
        if (++taken == ASKED) {
          taken = 0;
          Objects.requireNonNull(subscription.get()).request(ASKED);
        }
        return true;
      }
      ended = (Ended) item;
    }
    Throwable failure = ended.failure();
    if (failure != null) {
      throw failure instanceof IOException io ? io : new IOException(failure);
    }
    return false;
  }

  private Object take() throws IOException {
    try {
      pace.checkWhole();
      Object ready = arrived.poll();
      if (ready != null) {
        return ready;
      }
      while (true) {
        pace.waitBegins();
        Duration patience = pace.patience();
        Object item = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        pace.waitEnded();
        if (item != null) {
          return item;
        }
        pace.check();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading");
      interrupted.initCause(e);
      throw interrupted;
    } catch (TooSlow e) {
      close();
      throw e;
    }
  }
}
