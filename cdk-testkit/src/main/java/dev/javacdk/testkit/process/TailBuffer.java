package dev.javacdk.testkit.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/** The last lines of a text, up to a number of characters. Safe for use by many threads. */
final class TailBuffer {

  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Deque<String> lines = new ArrayDeque<>();
  private int size;

  TailBuffer(int limit) {
    this.limit = limit;
  }

  void add(String line) {
    lock.lock();
    try {
      lines.addLast(line);
      size += line.length() + 1;
      while (size > limit && lines.size() > 1) {
        size -= lines.removeFirst().length() + 1;
      }
    } finally {
      lock.unlock();
    }
  }

  String text() {
    lock.lock();
    try {
      return String.join("\n", lines);
    } finally {
      lock.unlock();
    }
  }
}
