package dev.javacdk.flink;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The API behind {@link LibrarySource}, in this process: it counts, and has a test listen. */
final class Library {

  private static final AtomicLong ASKED = new AtomicLong();
  private static volatile LongConsumer listener = n -> {};
  private static volatile String broken = "";

  private Library() {}

  /** A page was asked for. */
  static void asked(String page) {
    if (!broken.isEmpty() && page.startsWith(broken)) {
      throw new IllegalStateException("page " + page + " is torn out, says open-sesame");
    }
    listener.accept(ASKED.incrementAndGet());
  }

  static void open(LongConsumer onRequest) {
    ASKED.set(0);
    listener = onRequest;
    broken = "";
  }

  /** Pages that begin so cannot be read; none where it is empty. */
  static void breakPages(String prefix) {
    broken = prefix;
  }

  static long requests() {
    return ASKED.get();
  }
}
