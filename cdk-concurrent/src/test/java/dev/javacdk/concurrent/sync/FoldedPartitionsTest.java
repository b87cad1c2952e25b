package dev.javacdk.concurrent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The folded state of very many incremental partitions stays within its bytes, and the next sync
 * reads only what has changed (rule L14).
 */
class FoldedPartitionsTest {

  private static final int WORKERS = 64;
  private static final long BYTES = 20_000;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @TempDir Path folder;

  /** What came out, in numbers. Confined to the thread that reads the output, then to the test. */
  private static final class Sums {
    private long records;
    private long states;
    private long largestState;

    void add(ProtocolMessage message) {
      if (message.isRecord()) {
        records++;
      } else if (message.isState()) {
        states++;
        largestState = Math.max(largestState, message.line().length());
      }
    }
  }

  private Sums sync(long rows, String heap, StateLines states) throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(
        config, "{\"rows\":%d,\"bytes\":%d,\"_concurrency\":%d}".formatted(rows, BYTES, WORKERS));
    Path catalog = folder.resolve("catalog.json");
    Files.writeString(catalog, ConnectorRun.catalogOf("children"));
    Path state = states.writeTo(folder.resolve("state.json"));
    Sums sums = new Sums();
    long begun = System.nanoTime();
    try (ConnectorProcess process =
        ConnectorProcess.mainClass(FoldedPartitions.class.getName())
            .jvmOptions("-Xmx" + heap, "-XX:+UseSerialGC")
            .args("read", "--config", config.toString(), "--catalog", catalog.toString())
            .args("--state", state.toString())
            .withoutKeeping()
            .onMessage(message -> {
              sums.add(message);
              states.accept(message);
            })
            .start()) {
      assertThat(process.await(PATIENCE)).as(process.stderr()).isZero();
    }
    System.out.printf(
        "%d folded partitions: %.1f us a partition, %d records, %d states, largest %d bytes%n",
        rows,
        (System.nanoTime() - begun) / 1e3 / rows,
        sums.records,
        sums.states,
        sums.largestState);
    return sums;
  }

  private void twoSyncs(long rows, String heap) throws IOException {
    StateLines states = new StateLines();
    Sums first = sync(rows, heap, states);
    assertThat(first.records).isEqualTo(rows);
    Sums second = sync(rows, heap, states);
    assertThat(second.records).isEqualTo(rows / FoldedPartitions.CHANGED);
    // What is listed besides is open, or of the parent page in hand and the one before.
    long besides = (WORKERS + 2L * FoldedPartitions.PAGE) * 256;
    assertThat(first.largestState).isLessThan(BYTES + besides);
    assertThat(second.largestState).isLessThan(BYTES + besides);
    JsonNode last = states.of("children").orElseThrow();
    assertThat(last.toString().length()).isLessThan((int) (BYTES + 1_000));
    assertThat(last.has("handed_out")).isFalse();
  }

  @Test
  void stateOfManyPartitionsStaysWithinItsBytesAndTheNextSyncReadsWhatChanged() throws IOException {
    twoSyncs(30_000, "32m");
  }

  @Test
  @Tag("full")
  void aMillionFoldedPartitions() throws IOException {
    twoSyncs(10_000, "96m");
    twoSyncs(100_000, "96m");
    twoSyncs(1_000_000, "96m");
  }
}
