package dev.javacdk.flink;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.node.JsonNodeFactory;

/** Counters, and the readings of each, of which it is known what they cost. */
public final class MeteredSource implements Source<MeteredSource.Config> {

  /** What opens it. */
  public record Config(@Secret String token) {}

  public static final String SECRET = "rosebud-1941";
  static final int COUNTERS = 5;
  static final int PAGES = 3;
  static final int RECORDS_A_PAGE = 2;
  static final long PARENT_MILLIS = 11;
  static final long MILLIS = 7;

  /** Where in a reading somebody waits, and for what. */
  private static volatile int gatePage = -1;

  private static volatile CountDownLatch gate = new CountDownLatch(0);
  private static volatile boolean breaks;

  static ConnectorFlinkSource<String> of(String stream) {
    return ConnectorFlinkSource.of(MeteredSource::new, "{\"token\":\"" + SECRET + "\"}", stream);
  }

  static void open() {
    gate = new CountDownLatch(0);
    breaks = false;
  }

  /** Before this page each reading waits, until it is let through. */
  static void waitBefore(int page) {
    gatePage = page;
    gate = new CountDownLatch(1);
  }

  /**
   * Whoever waits goes on.
   *
   * @param broken to fail
   */
  static void letThrough(boolean broken) {
    breaks = broken;
    gate.countDown();
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    var counters =
        Streams.paged(
            "counters",
            (slice, output, context) -> {
              context.sent(1);
              context.sent(2);
              context.waited(Duration.ofMillis(PARENT_MILLIS));
              for (int counter = 0; counter < COUNTERS; counter++) {
                output.emit(JsonNodeFactory.instance.objectNode().put("id", counter));
              }
              return Progress.complete();
            });
    var readings =
        Streams.paged("readings", MeteredSource::readings)
            .partitions(Partitions.each(counters, "id").as("counter"));
    var loose =
        Streams.paged("loose", MeteredSource::readings)
            .withoutCheckpoints()
            .partitions(Partitions.of("counter", "a"));
    return List.of(counters, readings, loose);
  }

  private static Progress readings(StreamSlice slice, RecordOutput output, SourceContext context)
      throws Exception {
    int page = Integer.parseInt(slice.cursor().text("page", "0"));
    if (page == gatePage) {
      gate.await();
      if (breaks) {
        throw new IllegalStateException("the counter does not know " + SECRET);
      }
    }
    context.sent(1);
    context.sent(2);
    context.sent(3);
    context.waited(Duration.ofMillis(MILLIS));
    for (int record = 0; record < RECORDS_A_PAGE; record++) {
      output.emit(JsonNodeFactory.instance.objectNode().put("id", page + "." + record));
    }
    return page + 1 < PAGES ? Progress.next("page", String.valueOf(page + 1)) : Progress.complete();
  }
}
