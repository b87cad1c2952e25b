package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Streams;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.sync.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RateLimitWaitTest {

  @Test
  @Timeout(60)
  void longWaitIsAnnouncedAndEndsWhenTheSyncIsStopped() {
    Instant reset = Instant.now().plusSeconds(3_600);
    StopSignal stop = new StopSignal();
    ConnectorRun run =
        ConnectorRun.of(
            new TestSource(
                Streams.records("s", (slice, output, context) -> context.awaitRateLimit(reset))),
            stop);
    run.args(
        "read",
        "--config",
        run.file("c.json", "{}"),
        "--catalog",
        run.file("k.json", ConnectorRun.catalogOf("s")));
    StopsWhenAnnounced stdout = new StopsWhenAnnounced(stop);
    int exit = run.runInto(stdout, new ByteArrayOutputStream());
    assertThat(exit).isEqualTo(1);
    assertThat(stdout.lines.toString(StandardCharsets.UTF_8))
        .contains("\"status\":\"RUNNING\"")
        .contains("\"type\":\"RATE_LIMITED\"")
        .contains("\"quota_reset\":" + reset.toEpochMilli())
        .contains("INCOMPLETE")
        .doesNotContain("\"ERROR\"");
  }

  /** Asks the sync to stop once the wait was announced. */
  private static final class StopsWhenAnnounced extends OutputStream {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final StopSignal stop;

    StopsWhenAnnounced(StopSignal stop) {
      this.stop = stop;
    }

    @Override
    public void write(int b) {
      lines.write(b);
      if (b == '\n' && lines.toString(StandardCharsets.UTF_8).contains("RATE_LIMITED")) {
        stop.stop("seen enough");
      }
    }
  }
}
