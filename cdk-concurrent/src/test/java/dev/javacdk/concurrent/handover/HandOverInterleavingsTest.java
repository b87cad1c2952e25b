package dev.javacdk.concurrent.handover;

import dev.javacdk.api.read.ReadStopped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * A few threads in many different interleavings, switched by a model checker at every access to
 * shared memory: it also sees who waits for ever, and shows how that came about.
 */
class HandOverInterleavingsTest {

  private static final int TIMES = Boolean.getBoolean("javacdk.full") ? 25 : 1;
  private static final Duration LONG = Duration.ofDays(1);

  /** What a thread does, and what it may not survive. */
  private interface Body {
    void run() throws Exception;
  }

  private static void inAnyOrder(int interleavings, Body body) {
    Lincheck.runConcurrentTest(
        TIMES * interleavings,
        () -> {
          try {
            body.run();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Thread started(Runnable body) {
    Thread thread = new Thread(body);
    thread.start();
    return thread;
  }

  /** The checker steps through all that is called here: assertions of a library would cost it. */
  private static void expect(boolean holds, Object found) {
    if (!holds) {
      throw new AssertionError(found);
    }
  }

  @Test
  void whatTwoPutComesOutOnceAndInTheOrderOfEach() {
    inAnyOrder(
        20,
        () -> {
          HandOver<String> queue = new HandOver<>(10, 1);
          Thread one =
              started(() -> {
                queue.put("1", 1);
                queue.put("2", 1);
              });
          Thread two = started(() -> queue.put("large", 100));
          String taken = queue.poll(LONG) + " " + queue.poll(LONG) + " " + queue.poll(LONG);
          one.join();
          two.join();
          expect(
              taken.equals("1 2 large") || taken.equals("1 large 2") || taken.equals("large 1 2"),
              taken);
          expect(queue.bytes() == 0, queue.bytes());
        });
  }

  @Test
  void closingEndsEveryWait() {
    inAnyOrder(
        100,
        () -> {
          HandOver<String> queue = new HandOver<>(10, 1);
          AtomicInteger put = new AtomicInteger();
          Thread thread =
              started(() -> {
                try {
                  queue.put("first", 1);
                  put.set(1);
                  queue.put("second", 1);
                  put.set(2);
                } catch (ReadStopped e) {
                  // As it must be.
                }
              });
          queue.close();
          thread.join();
          expect(put.get() <= 1, put);
          expect((queue.poll(Duration.ZERO) != null) == (put.get() == 1), put);
          expect(queue.poll(Duration.ZERO) == null, put);
        });
  }

  @Test
  void deathOfWhoPutsEndsTheWaitOfWhoTakes() {
    inAnyOrder(
        40,
        () -> {
          HandOver<String> queue = new HandOver<>(10, 1);
          Thread thread = started(() -> queue.fail(new OutOfMemoryError("deliberate")));
          try {
            expect(false, String.valueOf(queue.poll(LONG)));
          } catch (HandOver.Failed e) {
            thread.join();
          }
        });
  }
}
