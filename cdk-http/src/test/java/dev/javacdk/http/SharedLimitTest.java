package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.fake.RecordingOutput;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many workers, over sockets and in real time, on an API that takes so many requests a second. */
class SharedLimitTest {

  /** Waits as the kit does. */
  private static final class WaitingKit extends FakeKit {
    @Override
    public void awaitRateLimit(Instant until) {
      try {
        new CountDownLatch(1)
            .await(Duration.between(Instant.now(), until).toMillis() + 1, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void noPartitionOfManyWorkersIsLostToALimit() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    int[] window = {0, 0};
    try (FakeApi server =
        new FakeApi(asked -> {
          synchronized (window) {
            int second = (int) (System.nanoTime() / 500_000_000);
            window[1] = window[0] == second ? window[1] + 1 : 1;
            window[0] = second;
            if (window[1] > 10) {
              refused.incrementAndGet();
              return Reply.status(429, "{}").header("Retry-After: 0");
            }
          }
          return Reply.json("{\"items\":[{\"id\":1}]}");
        })) {
      HttpStream stream =
          HttpApi.at(server.url()).stream("s")
              .get("/{}", Hole.partition("p"))
              .partitions("p", IntStream.range(0, 60).mapToObj(Integer::toString).toList())
              .records("/items")
              .paging(Paging.none());
      assertThat(read(stream)).isEqualTo(60);
      assertThat(refused.get()).as("limits were met").isPositive();
    }
  }

  private static int read(HttpStream stream) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(16);
    try {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int part = 0; part < 60; part++) {
        Partition partition = Partition.of("p", Integer.toString(part));
        reads.add(
            workers.submit(() -> {
              RecordingOutput output = new RecordingOutput();
              stream
                  .reader(partition)
                  .readPage(
                      StreamSlice.of(partition, CursorPosition.start()), output, new WaitingKit());
              output.release();
              return output.released.size();
            }));
      }
      int rows = 0;
      for (Future<Integer> read : reads) {
        rows += read.get();
      }
      return rows;
    } finally {
      workers.shutdownNow();
    }
  }
}
