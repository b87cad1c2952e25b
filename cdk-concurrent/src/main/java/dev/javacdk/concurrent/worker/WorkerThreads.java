package dev.javacdk.concurrent.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of this module are born: virtual ones on Java 24 and later, platform threads
 * before, where a {@code synchronized} in an author's library would pin a virtual one. All are
 * daemons: none keeps the process alive. Safe for use by many threads.
 */
final class WorkerThreads {

  private static final int UNPINNED = 24;

  /** Makes a virtual thread; null where there are none that are good enough. */
  private static final @Nullable MethodHandle VIRTUAL = virtual();

  private WorkerThreads() {}

  private static @Nullable MethodHandle virtual() {
    if (Runtime.version().feature() < UNPINNED) {
      return null;
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
      MethodHandle unstarted =
          lookup.findVirtual(
              builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
      return MethodHandles.foldArguments(
          unstarted, ofVirtual.asType(MethodType.methodType(builder)));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** Whether the threads are virtual. */
  static boolean areVirtual() {
    return VIRTUAL != null;
  }

  /** A thread of this name, started. */
  static Thread start(String name, Runnable task) {
    Thread thread = unstarted(task);
    thread.setName(name);
    thread.start();
    return thread;
  }

  private static Thread unstarted(Runnable task) {
    MethodHandle virtual = VIRTUAL;
    if (virtual == null) {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    }
    try {
      return (Thread) virtual.invoke(task);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a virtual thread cannot be made", e);
    }
  }
}
