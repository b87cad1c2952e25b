package dev.javacdk.concurrent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.ExpandedState;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.ProtocolMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory and state do not grow with the number of partitions (I7, I8), even while one of them never
 * ends.
 */
class ManyPartitionsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @TempDir Path folder;

  /** What came out, in numbers. Confined to the thread that reads the output, then to the test. */
  private static final class Sums {
    private long records;
    private long recordBytes;
    private long states;
    private long stateBytes;
    private long largestState;
    private long mostListed;
    private String last = "";

    void add(ProtocolMessage message) {
      long bytes = message.line().getBytes(StandardCharsets.UTF_8).length;
      if (message.isRecord()) {
        records += message.data().path("page").asLong() == 0 ? 1 : 0;
        recordBytes += bytes;
      } else if (message.isState()) {
        states++;
        stateBytes += bytes;
        largestState = Math.max(largestState, bytes);
        mostListed = Math.max(mostListed, ExpandedState.of(message.data()).path("states").size());
        last = message.data().toString();
      }
    }
  }

  private Sums read(long rows, int workers, String heap, String more) throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(
        config, "{\"rows\":%d,\"page\":100,\"_concurrency\":%d%s}".formatted(rows, workers, more));
    Path catalog = folder.resolve("catalog.json");
    Files.writeString(catalog, ConnectorRun.catalogOf("children"));
    Sums sums = new Sums();
    long begun = System.nanoTime();
    try (ConnectorProcess process =
        ConnectorProcess.mainClass(ManyPartitions.class.getName())
            .jvmOptions("-Xmx" + heap, "-XX:+UseSerialGC")
            .args("read", "--config", config.toString(), "--catalog", catalog.toString())
            .withoutKeeping()
            .onMessage(sums::add)
            .start()) {
      assertThat(process.await(PATIENCE)).as(process.stderr()).isZero();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%d partitions, %d workers, -Xmx%s: %.1f s, %.1f us a partition, %d states, largest %d bytes, %.2f %% of the records' bytes%n",
        rows,
        workers,
        heap,
        seconds,
        seconds * 1e6 / rows,
        sums.states,
        sums.largestState,
        100.0 * sums.stateBytes / sums.recordBytes);
    assertThat(sums.records).isEqualTo(rows);
    assertThat(sums.last).isEqualTo("{\"__ab_full_refresh_sync_complete\":true}");
    return sums;
  }

  private static void assertSmall(Sums sums, int workers) {
    assertThat(sums.states).isPositive();
    assertThat(sums.largestState).isLessThan(64 << 10);
    assertThat(sums.mostListed).isLessThanOrEqualTo(workers + 100);
    assertThat((double) sums.stateBytes).isLessThanOrEqualTo(0.05 * sums.recordBytes);
  }

  @Test
  void aHeapThatCouldNotHoldThePartitionsIsEnough() throws IOException {
    Sums sums = read(60_000, 64, "32m", ",\"_checkpoint_seconds\":0.05");
    assertSmall(sums, 64);
    assertThat(sums.mostListed).as("partitions listed in the midst of the sync").isPositive();
  }

  @Test
  @Tag("full")
  void aMillionPartitions() throws IOException {
    assertSmall(read(10_000, 64, "96m", ""), 64);
    assertSmall(read(100_000, 64, "96m", ""), 64);
    assertSmall(read(1_000_000, 64, "96m", ""), 64);
  }
}
