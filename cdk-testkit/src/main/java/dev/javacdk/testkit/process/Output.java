package dev.javacdk.testkit.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What came out of a process. Written by its reader threads, read by any thread. */
final class Output {

  private static final int KEPT_CHARACTERS = 64 * 1024;

  private final boolean keeping;
  private final TailBuffer stray = new TailBuffer(KEPT_CHARACTERS);
  private final TailBuffer stderr = new TailBuffer(KEPT_CHARACTERS);
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final List<ProtocolMessage> messages = new ArrayList<>();
  private long count;
  private String incomplete = "";
  private @Nullable RuntimeException failure;

  Output(boolean keeping) {
    this.keeping = keeping;
  }

  /** Takes a complete line of stdout; the message that it is, or nothing if it is none. */
  Optional<ProtocolMessage> line(String line) {
    Optional<ProtocolMessage> message = ProtocolMessage.parse(line);
    message.ifPresentOrElse(this::add, () -> stray.add(line));
    return message;
  }

  private void add(ProtocolMessage message) {
    lock.lock();
    try {
      count++;
      if (keeping) {
        messages.add(message);
      }
    } finally {
      lock.unlock();
    }
  }

  void incomplete(String rest) {
    lock.lock();
    try {
      incomplete = rest;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the first failure of a listener. */
  void failed(RuntimeException e) {
    lock.lock();
    try {
      failure = failure == null ? e : failure;
    } finally {
      lock.unlock();
    }
  }

  Optional<RuntimeException> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }

  List<ProtocolMessage> messages() {
    lock.lock();
    try {
      return List.copyOf(messages);
    } finally {
      lock.unlock();
    }
  }

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  String incomplete() {
    lock.lock();
    try {
      return incomplete;
    } finally {
      lock.unlock();
    }
  }

  TailBuffer stray() {
    return stray;
  }

  TailBuffer stderr() {
    return stderr;
  }
}
