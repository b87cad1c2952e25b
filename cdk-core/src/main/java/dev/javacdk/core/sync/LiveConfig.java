package dev.javacdk.core.sync;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.javacdk.core.message.Messages;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The config as it came in and as author code changed it since. Safe for use by many threads. */
public final class LiveConfig {

  private final ReentrantLock lock = new ReentrantLock();
  private final Messages messages;
  private final Consumer<ObjectNode> changed;

  @GuardedBy("lock")
  private ObjectNode config;

  /** Begins with this config. */
  public LiveConfig(ObjectNode config, Messages messages) {
    this(config, messages, now -> {});
  }

  /**
   * Begins with this config.
   *
   * @param changed is told of each config that takes its place, before anything is said of it
   */
  public LiveConfig(ObjectNode config, Messages messages, Consumer<ObjectNode> changed) {
    this.config = config.deepCopy();
    this.messages = messages;
    this.changed = changed;
  }

  /** Changes a copy, writes it as a CONTROL message, and keeps it once it was written. */
  public void update(Consumer<ObjectNode> change) {
    lock.lock();
    try {
      ObjectNode next = config.deepCopy();
      change.accept(next);
      changed.accept(next);
      messages.config(next);
      config = next;
    } finally {
      lock.unlock();
    }
  }
}
