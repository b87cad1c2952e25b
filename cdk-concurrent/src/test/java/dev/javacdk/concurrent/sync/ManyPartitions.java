package dev.javacdk.concurrent.sync;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.run.TestRecords;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A stream of very many partitions, made out of nothing; the first of them does not end before all
 * others have. A process of its own in tests.
 */
public final class ManyPartitions implements Source<ManyPartitions.Config> {

  /** How many rows the parent has, and how many of them a page. */
  public record Config(long rows, long page) {}

  private final CountDownLatch othersDone = new CountDownLatch(1);
  private final AtomicLong done = new AtomicLong();
  private final String text = "x".repeat(700);

  public static void main(String[] args) {
    Connector.run(new ManyPartitions(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    Stream children =
        Streams.paged("children", (slice, output, context) -> read(config, slice, output))
            .partitions(
                Partitions.each(TestRecords.parents(config.rows(), config.page()), "id")
                    .as("parent"));
    return List.of(children);
  }

  private Progress read(Config config, StreamSlice slice, RecordOutput output)
      throws InterruptedException {
    long parent = slice.partition().number("parent", -1);
    long page = slice.cursor().number("page", 0);
    output.emit(
        JsonNodeFactory.instance
            .objectNode()
            .put("id", parent)
            .put("page", page)
            .put("text", text));
    if (parent == 0) {
      return othersDone.await(100, TimeUnit.MILLISECONDS)
          ? Progress.complete()
          : Progress.next("page", page + 1);
    }
    if (done.incrementAndGet() == config.rows() - 1) {
      othersDone.countDown();
    }
    return Progress.complete();
  }
}
