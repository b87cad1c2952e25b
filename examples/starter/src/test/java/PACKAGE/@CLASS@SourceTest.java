package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.Auth;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The connector as a process of its own, against an API on this machine. */
class @CLASS@SourceTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final int CUSTOMERS = 1_000;
  private static final List<String> IDS =
      LongStream.range(0, CUSTOMERS).mapToObj(Long::toString).toList();

  @TempDir private Path folder;

  private static ObjectNode customer(long id) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("name", "Customer " + id)
        .put("email", id + "@example.com");
  }

  private static LocalApi api() {
    Listing pages =
        Listing.by(Paging.token("after", "/next"))
            .limit("limit", 20, 100)
            .envelope(Envelope.field("items"));
    return LocalApi.builder()
        .auth(Auth.bearer("key-of-the-test"))
        .collection("/customers", Rows.of(CUSTOMERS, @CLASS@SourceTest::customer), pages)
        .start();
  }

  private ConnectorProcess.Builder read(LocalApi api) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"api_key": "key-of-the-test", "base_url": "%s", "_checkpoint_seconds": 0}
            """
                .formatted(api.baseUrl()));
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
    try (LocalApi api = api();
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
    try (LocalApi api = api()) {
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
