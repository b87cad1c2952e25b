package dev.javacdk.concurrent.handover;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.javacdk.api.read.ReadStopped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
  private Deque<Item<T>> arrived = new ArrayDeque<>();

  /** What has arrived before all that, in one go. Confined to the one who takes. */
  private Deque<Item<T>> taken = new ArrayDeque<>();

  /** How many bytes wait; more of them under the lock only. */
  private final AtomicLong bytes = new AtomicLong();

  /** How many items wait; more of them under the lock only. */
  private final AtomicInteger items = new AtomicInteger();

  /**
   * How many wait to be let in; changed under the lock only, and before who waits looks for room.
   */
  private final AtomicInteger inLine = new AtomicInteger();

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
    Item<T> item = new Item<>(value, size);
    if (enterAtOnce(item)) {
      return;
    }
    entrance.lock();
    try {
      enter(item);
    } finally {
      entrance.unlock();
    }
  }

  /** Lets the item in where nobody waits and there is room; else it is in line. */
  private boolean enterAtOnce(Item<T> item) {
    lock.lock();
    try {
      requireOpen();
      if (inLine.get() == 0 && hasRoomFor(item)) {
        add(item);
        return true;
      }
      inLine.incrementAndGet();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void enter(Item<T> item) {
    lock.lock();
    try {
      while (!closed && !hasRoomFor(item)) {
        hasRoom.awaitUninterruptibly();
      }
      inLine.decrementAndGet();
      requireOpen();
      add(item);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void requireOpen() {
    if (closed) {
      throw new ReadStopped("nothing is taken any more");
    }
  }

  @GuardedBy("lock")
  private void add(Item<T> item) {
    arrived.add(item);
    bytes.addAndGet(item.bytes());
    items.incrementAndGet();
    hasItems.signal();
  }

  @GuardedBy("lock")
  private boolean hasRoomFor(Item<T> item) {
    int waiting = items.get();
    return waiting == 0 || (waiting < mostItems && bytes.get() + item.bytes() <= mostBytes);
  }

  /**
   * Takes the oldest item, waiting for one. Called by one thread only.
   *
   * @return null where none came within that time
   * @throws InterruptedException where the thread was interrupted; no item is lost
   * @throws Failed where {@link #fail} was called
   */
  public @Nullable T poll(Duration time) throws InterruptedException {
    if (taken.isEmpty()) {
      takeAll(time.toNanos());
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Throwable cause = failure;
    if (cause != null) {
      throw new Failed(cause);
    }
    Item<T> item = taken.poll();
    if (item == null) {
      return null;
    }
    bytes.addAndGet(-item.bytes());
    items.decrementAndGet();
    // Who is not in line yet looks for room later than this, and finds it.
    if (inLine.get() > 0) {
      letIn();
    }
    return item.value();
  }

  /** Takes what has arrived, so that the lock is taken once for all of it. */
  private void takeAll(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (arrived.isEmpty() && failure == null && left > 0) {
        left = hasItems.awaitNanos(left);
      }
      Deque<Item<T>> none = taken;
      taken = arrived;
      arrived = none;
    } finally {
      lock.unlock();
    }
  }

  private void letIn() {
    lock.lock();
    try {
      hasRoom.signal();
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
    return bytes.get();
  }

  /** A thread which puts has died. An {@code Error}, since nobody can go on without it. */
  public static final class Failed extends Error {

    private static final long serialVersionUID = 1L;

    Failed(Throwable cause) {
      super("a worker died: " + cause, cause);
    }
  }
}
