package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.StateLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector as a process of its own, against an API on this machine. */
class @CLASS@SourceTest {

  private static final Duration MOST = Duration.ofMinutes(1);
  private static final List<String> IDS =
      LongStream.rangeClosed(1, @CLASS@Api.CUSTOMERS).mapToObj(Long::toString).toList();

  @TempDir private Path folder;

  private ConnectorProcess.Builder read(LocalApi api) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"api_key": "%s", "base_url": "%s", "_checkpoint_seconds": 0}
            """
                .formatted(@CLASS@Api.KEY, api.baseUrl()));
    Path catalog =
        Files.writeString(
            folder.resolve("catalog.json"),
            """
            {"streams": [{"stream": {"name": "customers", "json_schema": {},
              "supported_sync_modes": ["full_refresh"]},
              "sync_mode": "full_refresh", "destination_sync_mode": "append"}]}
            """);
    return ConnectorProcess.mainClass(@CLASS@Source.class.getName())
        .args("read", "--config", config.toString(), "--catalog", catalog.toString());
  }

  @Test
  void everyCustomerIsRead() throws Exception {
    Delivered delivered = Delivered.keyedBy("id");
    try (LocalApi api = @CLASS@Api.start(0);
        ConnectorProcess process = read(api).start()) {
      assertThat(process.await(MOST)).isZero();
      delivered.attempt(process.messages());
    }
    assertThat(delivered.lost("customers", IDS)).isEmpty();
    assertThat(delivered.duplicates("customers")).isEmpty();
  }

  @Test
  void nothingIsLostWhereTheReaderIsKilled() throws Exception {
    Delivered delivered = Delivered.keyedBy("id");
    StateLines states = StateLines.of(List.of());
    try (LocalApi api = @CLASS@Api.start(0)) {
      try (ConnectorProcess process = read(api).killAfter(500).start()) {
        assertThat(process.await(MOST)).isEqualTo(137);
        delivered.attempt(process.messages());
        process.messages().forEach(states::accept);
      }
      Path state = states.writeTo(folder.resolve("state.json"));
      try (ConnectorProcess process = read(api).args("--state", state.toString()).start()) {
        assertThat(process.await(MOST)).isZero();
        delivered.attempt(process.messages());
      }
    }
    assertThat(delivered.lost("customers", IDS)).isEmpty();
  }
}
