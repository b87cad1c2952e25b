package dev.javacdk.concurrent.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.SourceRunner;
import dev.javacdk.testkit.source.SourceTrial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One listing by ranges of its key: side by side, each range with a position of its own. */
@Timeout(120)
class KeyRangesTest {

  private static final int LAST = 395;
  private static final int PAGE = 4;

  private LocalApi api;

  record Config(String baseUrl, int last) {}

  record Block(long height) {}

  /** Blocks by height, forty heights a range, four blocks a page. */
  private static final class Chain implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      return List.of(
          HttpApi.at(config.baseUrl()).stream("blocks")
              .get("/blocks")
              .query("from", "{}", Hole.partition("from"))
              .query("to", "{}", Hole.partition("to"))
              .partitions(Partitions.ranges("from", "to", 1, config.last(), 40))
              .records("/blocks")
              .paging(Paging.lastRecord("height").query("after").size("limit", PAGE))
              .schema(Block.class)
              .key("height"));
    }
  }

  private static ApiResponse blocks(ApiRequest request) {
    long from = request.query("from").map(Long::parseLong).orElseThrow();
    long to = request.query("to").map(Long::parseLong).orElseThrow();
    long after = request.query("after").map(Long::parseLong).orElse(from - 1);
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode blocks = body.putArray("blocks");
    // No block stands at a height that is a multiple of seven.
    LongStream.rangeClosed(after + 1, Math.min(to, LAST))
        .filter(height -> height % 7 != 0)
        .limit(PAGE)
        .forEach(height -> blocks.addObject().put("height", height));
    return ApiResponse.json(body);
  }

  private static long blocks() {
    return LongStream.rangeClosed(1, LAST).filter(height -> height % 7 != 0).count();
  }

  @BeforeEach
  void start() {
    api = LocalApi.builder().route("GET", "/blocks", KeyRangesTest::blocks).start();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String config(int last) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("base_url", api.baseUrl())
        .put("last", last)
        .toString();
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> crashes() {
    return CrashTests.of(
        SourceTrial.of(new Chain(), config(LAST)).has("blocks", blocks()).mostCuts(5).leastCuts(5));
  }

  @Test
  void rangesAreReadSideBySide() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    api.onRequest(request -> {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(20));
      underWay.decrementAndGet();
    });
    Attempt attempt =
        SourceRunner.of(new Chain())
            .config(config(LAST))
            .with("_concurrency", 4)
            .read(Catalog.of("blocks"));
    assertThat(attempt.records().get(StreamId.of("blocks")))
        .doesNotHaveDuplicates()
        .hasSize((int) blocks());
    assertThat(most.get()).isBetween(2, 4);
  }
}
