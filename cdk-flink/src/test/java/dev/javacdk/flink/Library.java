package dev.javacdk.flink;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The API behind {@link LibrarySource}, in this process: it counts, and has a test listen. */
final class Library {

  private static final AtomicLong ASKED = new AtomicLong();
  private static final Queue<String> PAGES = new ConcurrentLinkedQueue<>();
  private static volatile LongConsumer listener = n -> {};
  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile String broken = "";

  private Library() {}

  /** A page was asked for. */
  static void asked(String page) {
    if (!broken.isEmpty() && page.startsWith(broken) && LEFT.getAndDecrement() > 0) {
      throw new IllegalStateException("page " + page + " is torn out, says open-sesame");
    }
    PAGES.add(page);
    listener.accept(ASKED.incrementAndGet());
  }

  static void open(LongConsumer onRequest) {
    ASKED.set(0);
    PAGES.clear();
    listener = onRequest;
    broken = "";
  }

  /** Pages that begin so cannot be read; none where it is empty. */
  static void breakPages(String prefix) {
    broken = prefix;
    LEFT.set(Integer.MAX_VALUE);
  }

  /** So often they cannot be read; then they can. */
  static void mendAfter(int times) {
    LEFT.set(times);
  }

  /** What was asked for, in order. */
  static List<String> pages() {
    return List.copyOf(PAGES);
  }

  static long requests() {
    return ASKED.get();
  }
}
