package dev.javacdk.concurrent.handover;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.javacdk.api.read.ReadStopped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue from many threads to one, bounded in bytes and in items.
 *
 * <p>What one thread puts comes out in its order. Who has to wait is let in first come, first
 * served, so that no large item starves behind small ones; an item beyond the bound enters when the
 * queue is empty. Nobody's interrupt lets an item in, loses one or ends a wait: only {@link #close}
 * does.
 *
 * @param <T> what is handed over
 */
public final class HandOver<T> {

  private record Item<T>(T value, long bytes) {}

  private final long mostBytes;
  private final int mostItems;

  /** Whoever has it is the next to be let in; fair, so it is also the line of those who wait. */
  private final ReentrantLock entrance = new ReentrantLock(true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasRoom = lock.newCondition();
  private final Condition hasItems = lock.newCondition();

  @GuardedBy("lock")
  private final Deque<Item<T>> items = new ArrayDeque<>();

  @GuardedBy("lock")
  private long bytes;

  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  /** A queue with these bounds. */
  public HandOver(long mostBytes, int mostItems) {
    this.mostBytes = mostBytes;
    this.mostItems = mostItems;
  }

  /**
   * Puts an item in, waiting until there is room. Called by many threads.
   *
   * @throws ReadStopped once the queue is closed: it was not put
   */
  public void put(T value, long size) {
    entrance.lock();
    try {
      enter(new Item<>(value, size));
    } finally {
      entrance.unlock();
    }
  }

  private void enter(Item<T> item) {
    lock.lock();
    try {
      while (!closed && !hasRoomFor(item)) {
        hasRoom.awaitUninterruptibly();
      }
      if (closed) {
        throw new ReadStopped("nothing is taken any more");
      }
      items.add(item);
      bytes += item.bytes();
      hasItems.signal();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean hasRoomFor(Item<T> item) {
    return items.isEmpty() || (items.size() < mostItems && bytes + item.bytes() <= mostBytes);
  }

  /**
   * Takes the oldest item, waiting for one. Called by one thread only.
   *
   * @return null where none came within that time
   * @throws InterruptedException where the thread was interrupted; no item is lost
   * @throws Failed where {@link #fail} was called
   */
  public @Nullable T poll(Duration time) throws InterruptedException {
    long left = time.toNanos();
    lock.lockInterruptibly();
    try {
      while (items.isEmpty() && failure == null && left > 0) {
        left = hasItems.awaitNanos(left);
      }
      Throwable cause = failure;
      if (cause != null) {
        throw new Failed(cause);
      }
      Item<T> item = items.poll();
      if (item == null) {
        return null;
      }
      bytes -= item.bytes();
      hasRoom.signal();
      return item.value();
    } finally {
      lock.unlock();
    }
  }

  /** From now on nobody puts anything in, and who waits to do so stops waiting. */
  public void close() {
    closed = true;
    lock.lock();
    try {
      hasRoom.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells the one who takes that a thread which puts died of something that it could not put in:
   * out of memory, most likely. Closes the queue.
   */
  public void fail(Throwable cause) {
    failure = cause;
    closed = true;
    lock.lock();
    try {
      hasRoom.signalAll();
      hasItems.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes are waiting now. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** A thread which puts has died. An {@code Error}, since nobody can go on without it. */
  public static final class Failed extends Error {

    private static final long serialVersionUID = 1L;

    Failed(Throwable cause) {
      super("a worker died: " + cause, cause);
    }
  }
}
