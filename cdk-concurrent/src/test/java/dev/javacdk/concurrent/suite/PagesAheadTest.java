package dev.javacdk.concurrent.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.ChangeTests;
import dev.javacdk.testkit.source.Changes;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.SourceRunner;
import dev.javacdk.testkit.source.SourceTests;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The suites over listings whose pages are asked for before their turn. */
class PagesAheadTest {

  private static final boolean FULL = Boolean.getBoolean("javacdk.full");
  private static final int SHOPS = 41;
  private static final int VISITS = 9;

  private final Rows shops = Rows.of(SHOPS, 1, i -> row(i + 1));
  private LocalApi api;

  record Config(String baseUrl) {}

  record Row(long id) {}

  private static final Paging OFFSETS = Paging.offset("offset", "limit", 4).ahead(4);

  /** Offsets, page numbers at rest, and tokens below each of the first. */
  private record Shops(Paging offsets) implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      HttpStream rows =
          HttpApi.at(config.baseUrl()).stream("rows").records("/items").schema(Row.class).key("id");
      HttpStream shops = rows.named("shops").get("/shops").paging(offsets);
      HttpStream towns =
          rows.named("towns")
              .get("/towns")
              .paging(Paging.pageNumber("page").size("limit", 4).atRest());
      HttpStream visits =
          rows.named("visits")
              .get("/shops/{}/visits", shops.each("id").as("shop"))
              .paging(Paging.token("/next").query("after").size("limit", 4).ahead(1));
      return List.of(shops, towns, visits);
    }
  }

  private static ObjectNode row(long id) {
    return JsonMapper.shared().createObjectNode().put("id", id);
  }

  private static Rows visits(long shop) {
    return Rows.of(shop % 4 == 0 ? 0 : VISITS, i -> row(1_000 * (shop + 1) + i));
  }

  private static long visits() {
    return LongStream.range(0, SHOPS).map(shop -> visits(shop).size()).sum();
  }

  private static Listing by(dev.javacdk.testkit.listing.Paging paging) {
    return Listing.by(paging)
        .limit("limit", 4, 4)
        .envelope(Envelope.fieldWithTotal("items", "total"));
  }

  @BeforeEach
  void start() {
    api =
        LocalApi.builder()
            .collection("/shops", shops, by(dev.javacdk.testkit.listing.Paging.offset("offset")))
            .collection(
                "/towns",
                Rows.of(SHOPS, 1, i -> row(i + 1)),
                by(dev.javacdk.testkit.listing.Paging.pageNumber("page")))
            .children(
                "/shops/{id}/visits",
                shops,
                PagesAheadTest::visits,
                by(dev.javacdk.testkit.listing.Paging.token("after").nextAt("/next")))
            .start();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String config() {
    return JsonMapper.shared().createObjectNode().put("base_url", api.baseUrl()).toString();
  }

  /** Rows that go between two attempts are seen only where pages overlap; then one comes twice. */
  private SourceTrial trial(Paging offsets) {
    return SourceTrial.of(new Shops(offsets), config())
        .has("shops", SHOPS)
        .has("towns", SHOPS)
        .has("visits", visits())
        .mostCuts(FULL ? 500 : 5)
        .leastCuts(FULL ? 80 : 5);
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> source() {
    return SourceTests.of(trial(OFFSETS.total("/total")));
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> crashes() {
    return CrashTests.of(trial(OFFSETS.total("/total")));
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> faults() {
    java.util.stream.Stream<DynamicNode> faults =
        FaultTests.of(
            trial(OFFSETS.total("/total")),
            api,
            FULL ? LongStream.range(0, 20).toArray() : new long[] {1});
    return FULL ? faults : faults.filter(test -> test.getDisplayName().contains("many faults"));
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> changes() {
    Changes changes = Changes.of("shops", shops).children("visits", PagesAheadTest::visits);
    return ChangeTests.of(
        trial(OFFSETS.overlapByRow()),
        api,
        List.of(changes),
        FULL ? LongStream.range(0, 50).toArray() : new long[] {1});
  }

  private Attempt read(String setting, int value) {
    return SourceRunner.of(new Shops(OFFSETS.overlapByRow()))
        .config(config())
        .with("_concurrency", 4)
        .with(setting, value)
        .read(Catalog.of("towns"));
  }

  @Test
  void theOperatorHasTheLastWord() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    api.onRequest(request -> {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(20));
      underWay.decrementAndGet();
    });
    assertThat(read("_read_ahead", 0).records().get(StreamId.of("towns"))).hasSize(SHOPS);
    assertThat(most.get()).isEqualTo(1);
    Attempt ahead = read("_read_ahead", 3);
    assertThat(ahead.records().get(StreamId.of("towns"))).hasSize(SHOPS);
    assertThat(ahead.logs("INFO"))
        .anyMatch(line -> line.matches(".*'towns': 41 records, .* \\d+ pages read ahead,.*"));
    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void nothingIsAskedForBeyondALimit() {
    Attempt attempt = read("_limit", 6);
    assertThat(attempt.records().get(StreamId.of("towns"))).hasSize(6);
    assertThat(api.counters().total()).isEqualTo(2);
  }

  @Test
  void aCheckAsksOnce() {
    assertThat(
            SourceRunner.of(new Shops(OFFSETS.overlapByRow())).config(config()).check().exitCode())
        .isZero();
    assertThat(api.counters().total()).isLessThanOrEqualTo(1);
  }
}
