package dev.javacdk.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.api.state.Progress;
import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Verdict;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import tools.jackson.databind.node.JsonNodeFactory;

/** The log of a cluster that itself keeps nothing out. */
@Timeout(120)
class JobLogsTest {

  private static final String SECRET = "rosebud-1941";
  private static final Logger LOG = SafeLogs.of(JobLogsTest.class);

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** An API that repeats what it was told, and whose author says more than is good. */
  public static final class Talkative implements Source<Talkative.Config> {

    /** Where it is, and what opens it. */
    public record Config(String baseUrl, @Secret String token) {}

    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      var gone =
          Streams.paged(
                  "gone",
                  (slice, output, context) -> {
                    context.registerSecret("found-later");
                    LOG.warn("author: {} and {}", config.token(), "found-later");
                    return Progress.gone("no door for " + config.token());
                  })
              .partitions(Partitions.of("door", "a", "b"));
      var skipped =
          HttpApi.at(config.baseUrl()).stream("skipped")
              .records("/rows")
              .paging(Paging.none())
              .when(Match.status(404), Verdict.skip())
              .get("/rows");
      return List.of(gone, skipped);
    }
  }

  @BeforeEach
  void listen() {
    CommittedSink.clear();
    System.setErr(new PrintStream(said, true, UTF_8));
  }

  @AfterEach
  void stop() throws Exception {
    System.setErr(before);
    Cluster.shared().cancelAll();
  }

  private static ApiResponse nothing(ApiRequest request) {
    return ApiResponse.json(
        404, JsonNodeFactory.instance.objectNode().put("message", "nothing for " + SECRET));
  }

  @Test
  void noLineOfTheKitOrOfTheAuthorHasASecret() throws Exception {
    try (LocalApi api = LocalApi.builder().route("GET", "/rows", JobLogsTest::nothing).start()) {
      Cluster.shared()
          .run(
              ConnectorFlinkSource.of(
                  Talkative::new,
                  "{\"base_url\":\"" + api.baseUrl() + "\",\"token\":\"" + SECRET + "\"}",
                  "gone",
                  "skipped"),
              Run.of(2).restarts(0));
    }
    assertThat(said.toString(UTF_8))
        .contains("author: **** and ****", "no door for ****", "; skipped", "nothing for ****")
        .doesNotContain(SECRET, "found-later");
  }
}
