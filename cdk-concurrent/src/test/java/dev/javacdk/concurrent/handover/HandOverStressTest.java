package dev.javacdk.concurrent.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.read.ReadStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads put, one takes: nothing is lost, nobody is overtaken by himself, bounds hold. */
@Timeout(60)
class HandOverStressTest {

  private static final int ROUNDS = Boolean.getBoolean("javacdk.full") ? 2_000 : 40;
  private static final Duration LONG = Duration.ofSeconds(20);

  private record Item(int producer, int number, long size) {}

  @Test
  void everyItemComesOutOnceInItsProducersOrderAndTheBoundsHold() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      Random random = new Random(round);
      int producers = 1 + random.nextInt(12);
      int each = 1 + random.nextInt(300);
      long bytes = 1L + random.nextInt(100);
      int items = 1 + random.nextInt(10);
      run("round " + round, producers, each, bytes, items, random.nextLong());
    }
  }

  private static void run(
      String name, int producers, int each, long mostBytes, int mostItems, long seed)
      throws Exception {
    HandOver<Item> queue = new HandOver<>(mostBytes, mostItems);
    List<Thread> threads = new ArrayList<>();
    for (int producer = 0; producer < producers; producer++) {
      int own = producer;
      Random random = new Random(seed + producer);
      Thread thread =
          new Thread(() -> {
            for (int number = 0; number < each; number++) {
              long size = random.nextInt(10) == 0 ? 10 * mostBytes : random.nextInt(20);
              if (random.nextInt(5) == 0) {
                Thread.currentThread().interrupt();
              }
              queue.put(new Item(own, number, size), size);
            }
          });
      thread.start();
      threads.add(thread);
    }
    Map<Integer, Integer> next = new HashMap<>();
    for (int taken = 0; taken < producers * each; taken++) {
      Item item =
          Objects.requireNonNull(
              queue.poll(LONG), "%s: item %d of %d".formatted(name, taken, producers * each));
      assertThat(item.number()).as(name).isEqualTo(next.getOrDefault(item.producer(), 0));
      next.put(item.producer(), item.number() + 1);
      long waiting = queue.bytes();
      assertThat(waiting <= mostBytes || waiting % (10 * mostBytes) < 20)
          .as("%s: %d bytes of %d", name, waiting, mostBytes)
          .isTrue();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(queue.poll(Duration.ZERO)).as(name).isNull();
  }

  @Test
  void closingEndsEveryWaitEvenOfThoseWhoSwallowInterrupts() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      HandOver<String> queue = new HandOver<>(1, 1);
      queue.put("first", 1);
      CountDownLatch waiting = new CountDownLatch(8);
      AtomicInteger stopped = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Thread thread =
            new Thread(() -> {
              waiting.countDown();
              try {
                queue.put("later", 1);
              } catch (ReadStopped e) {
                stopped.incrementAndGet();
              }
            });
        thread.start();
        threads.add(thread);
      }
      waiting.await();
      threads.forEach(Thread::interrupt);
      queue.close();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(stopped.get()).isEqualTo(8);
      assertThat(queue.poll(Duration.ZERO)).isEqualTo("first");
      assertThat(queue.poll(Duration.ZERO)).isNull();
    }
  }

  @Test
  void largeItemIsNotStarvedBySmallOnes() throws Exception {
    HandOver<String> queue = new HandOver<>(10, 100);
    queue.put("first", 10);
    CountDownLatch largeWaits = new CountDownLatch(1);
    Thread large =
        new Thread(() -> {
          largeWaits.countDown();
          queue.put("large", 1_000);
        });
    large.start();
    largeWaits.await();
    while (large.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    AtomicLong small = new AtomicLong();
    Thread other =
        new Thread(() -> {
          for (int i = 0; i < 1_000; i++) {
            queue.put("small", 1);
            small.incrementAndGet();
          }
        });
    other.start();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 1_002; i++) {
      order.add(String.valueOf(queue.poll(LONG)));
    }
    large.join();
    other.join();
    assertThat(order.indexOf("large")).isEqualTo(1);
  }

  @Test
  void deathOfAProducerReachesTheOneWhoTakes() {
    HandOver<String> queue = new HandOver<>(10, 10);
    queue.fail(new OutOfMemoryError("deliberate"));
    assertThatThrownBy(() -> queue.poll(LONG))
        .isInstanceOf(HandOver.Failed.class)
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> queue.put("late", 1)).isInstanceOf(ReadStopped.class);
  }
}
