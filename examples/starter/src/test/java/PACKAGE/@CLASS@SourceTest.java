package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The connector against an API on this machine: what it says, and whether anything is lost. */
class @CLASS@SourceTest {

  private static final Duration MOST = Duration.ofMinutes(1);
  private static final List<String> IDS =
      LongStream.rangeClosed(1, @CLASS@Api.CUSTOMERS).mapToObj(Long::toString).toList();

  private static LocalApi api;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    api = @CLASS@Api.start(0);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private ConnectorProcess.Builder read() throws Exception {
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

  private static SourceTrial trial(LocalApi api) {
    String config = "{\"api_key\": \"%s\", \"base_url\": \"%s\"}";
    return SourceTrial.of(new @CLASS@Source(), config.formatted(@CLASS@Api.KEY, api.baseUrl()))
        .badConfig(config.formatted("a-wrong-key", api.baseUrl()))
        .has("customers", @CLASS@Api.CUSTOMERS)
        .mostCuts(20);
  }

  @TestFactory
  Stream<DynamicNode> whatTheSourceSaysIsTrue() {
    return SourceTests.of(trial(api));
  }

  @TestFactory
  Stream<DynamicNode> nothingIsLostWhereverItIsCutOff() {
    return CrashTests.of(trial(api));
  }

  @Test
  void nothingIsLostWhereTheProcessIsKilled() throws Exception {
    Delivered delivered = Delivered.keyedBy("id");
    StateLines states = StateLines.of(List.of());
    try (ConnectorProcess process = read().killAfter(500).start()) {
      assertThat(process.await(MOST)).isEqualTo(137);
      delivered.attempt(process.messages());
      process.messages().forEach(states::accept);
    }
    Path state = states.writeTo(folder.resolve("state.json"));
    try (ConnectorProcess process = read().args("--state", state.toString()).start()) {
      assertThat(process.await(MOST)).isZero();
      delivered.attempt(process.messages());
    }
    assertThat(delivered.lost("customers", IDS)).isEmpty();
  }
}
