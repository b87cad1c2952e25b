package dev.javacdk.concurrent.suite;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Verdict;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.listing.Since;
import dev.javacdk.testkit.source.ChangeTests;
import dev.javacdk.testkit.source.Changes;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes of authors in sources that ask an API, each caught by a suite, and by name. */
class PlantedHttpBugsTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int CUSTOMERS = 80;
  private static final int ORDERS = 3;
  private static final Instant LONG_AGO = Instant.parse("2026-08-01T00:00:00Z");

  private static final Since SINCE = Since.param("since", "updated_at");

  private static Rows customers;
  private static LocalApi api;

  record Config(String baseUrl) {}

  /** A source whose streams are made anew for each attempt, by what asks the API. */
  private record Planted(BiFunction<HttpApi, Config, List<Stream>> all) implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      return all.apply(HttpApi.at(config.baseUrl()), config);
    }

    @Override
    public void check(Config config, CheckContext context) {
      if (!config.baseUrl().equals(api.baseUrl())) {
        throw new ConfigError("the session sess-98765 was not taken");
      }
    }
  }

  @BeforeAll
  static void start() {
    customers = Rows.of(CUSTOMERS, 1, PlantedHttpBugsTest::customer);
    Listing pages =
        Listing.by(dev.javacdk.testkit.listing.Paging.token("after").nextAt("/next"))
            .limit("limit", 20, 20)
            .envelope(Envelope.field("items"));
    api =
        LocalApi.builder()
            .collection("/customers", customers, pages)
            .collection("/changed", customers, pages.since(SINCE))
            .collection(
                "/future", Rows.of(240, PlantedHttpBugsTest::ofTheFuture), pages.since(SINCE))
            .collection(
                "/numbered",
                customers,
                Listing.by(dev.javacdk.testkit.listing.Paging.pageNumber("page").from(0))
                    .limit("limit", 20, 20)
                    .envelope(Envelope.field("items")))
            .children("/customers/{id}/orders", customers, PlantedHttpBugsTest::orders, pages)
            .start();
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static ObjectNode customer(long index) {
    return JSON.createObjectNode()
        .put("id", index + 1)
        .put("updated_at", LONG_AGO.plusSeconds(index).toString());
  }

  private static ObjectNode ofTheFuture(long index) {
    return customer(index).put("updated_at", "2100-01-01T00:00:00Z");
  }

  private static Rows orders(long customer) {
    return Rows.of(ORDERS, i -> JSON.createObjectNode().put("id", (customer + 1) * 10 + i));
  }

  private static HttpStream customers(HttpApi at) {
    return at.stream("customers")
        .get("/customers")
        .records("/items")
        .paging(Paging.token("/next").query("after").size("limit", 20))
        .key("id");
  }

  private static SourceTrial trial(BiFunction<HttpApi, Config, List<Stream>> streams) {
    return SourceTrial.of(
            new Planted(streams), JSON.createObjectNode().put("base_url", api.baseUrl()).toString())
        .mostCuts(10);
  }

  private static SourceTrial trial(Stream only) {
    return trial((at, config) -> List.of(only)).has(only.name(), CUSTOMERS);
  }

  private static HttpApi api() {
    return HttpApi.at(api.baseUrl());
  }

  /** With those parameters that have a value. */
  private static String path(String path, String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      if (!parameters[i + 1].isEmpty()) {
        query.append(query.isEmpty() ? "?" : "&").append(parameters[i]);
        query.append("=").append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
      }
    }
    return path + query;
  }

  /** The suite of one fault. */
  private static java.util.stream.Stream<DynamicNode> faults(Stream stream, String fault) {
    return FaultTests.of(trial(stream), api, 3)
        .filter(test -> test.getDisplayName().endsWith(" " + fault));
  }

  private static Changes changes() {
    return Changes.of("customers", customers)
        .changed(row -> row.put("updated_at", Instant.now().toString()));
  }

  @Test
  void nothingIsFoundInGoodStreams() {
    SourceTrial trial =
        trial((at, config) ->
            List.of(
                customers(at),
                at.stream("orders")
                    .get("/customers/{}/orders", customers(at).each("id"))
                    .records("/items")
                    .paging(Paging.token("/next").query("after").size("limit", 20))
                    .key("id")));
    Said.by(SourceTests.of(trial)).assertNothing();
    Said.by(CrashTests.of(trial.mostCuts(5).leastCuts(5))).assertNothing();
    Changes changes = changes().children("orders", PlantedHttpBugsTest::orders);
    Said.by(ChangeTests.of(trial, api, List.of(changes), 1, 2)).assertNothing();
  }

  private static HttpStream incremental(String path) {
    Cursor updated = Cursor.instant("updated_at").from(LONG_AGO);
    return customers(api()).get(path).query("since", Hole.since(updated));
  }

  @Test
  void nothingIsFoundInAStreamWithACursor() {
    SourceTrial trial = trial(incremental("/changed"));
    Said.by(SourceTests.of(trial)).assertNothing();
    Said.by(ChangeTests.of(trial, api, List.of(changes()), 1, 2)).assertNothing();
  }

  /**
   * Its cursor waits at the time at which they were asked for, which is another in each attempt.
   */
  @Test
  void nothingIsFoundWhereRowsAreStampedLaterThanNow() {
    SourceTrial trial = trial((at, config) -> List.of(incremental("/future"))).mostCuts(5);
    Said.by(CrashTests.of(trial.leastCuts(5))).assertNothing();
  }

  @Test
  void streamThatGivesNothingIsNotTried() {
    Said.by(SourceTests.of(trial((at, config) -> List.of(customers(at).recordsIfAny("/none")))))
        .assertCaught("read to its end", "stream 'customers' has given no record", "streams(...)");
  }

  @Test
  void errorIsTakenForTheEnd() {
    HttpStream customers = customers(api()).when(Match.status(500), Verdict.end());
    Said.by(faults(customers, "an error of the server"))
        .assertCaught(
            "an error of the server",
            "an error of the server met by request",
            "seed 3",
            "stream 'customers' loses");
  }

  /** What was read before a failure is said to be all. */
  @Test
  void finalStateIsSaidBehindAFailure() {
    PageReader reader =
        (slice, output, context) -> {
          JsonNode page;
          try {
            page =
                api().json(context, path("/customers", "after", slice.cursor().text("after", "")));
          } catch (RuntimeException e) {
            return Progress.complete();
          }
          page.path("items").forEach(output::emit);
          return page.has("next")
              ? Progress.next("after", page.path("next").asString())
              : Progress.complete();
        };
    Stream customers = Streams.paged("customers", reader).key("id");
    Said.by(faults(customers, "a position that is refused"))
        .assertCaught("a position that is refused", "stream 'customers' loses");
  }

  @Test
  void tokenIsLookedForWhereNoneIs() {
    Said.by(
            SourceTests.of(
                trial(
                    customers(api())
                        .paging(Paging.token("/nxt").query("after").size("limit", 20)))))
        .assertCaught("read to its end", "stream 'customers' has 80 records, and 20 were read");
  }

  /** What is left out shortens the page, which is then taken for the last. */
  @Test
  void recordsAreLeftOutBeforeThePageIsCounted() {
    PageReader reader =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          List<JsonNode> kept = new ArrayList<>();
          for (JsonNode item : api().json(context, "/numbered?page=" + page).path("items")) {
            if (item.path("id").longValue() % 50 > 0) {
              kept.add(item);
            }
          }
          kept.forEach(output::emit);
          return kept.size() < 20 ? Progress.complete() : Progress.next("page", page + 1);
        };
    Said.by(
            SourceTests.of(
                trial(Streams.paged("customers", reader).key("id")).has("customers", 79)))
        .assertCaught("read to its end", "stream 'customers' has 79 records, and 59 were read");
  }

  /** A cursor in UTC is sent as the local time of somewhere else. */
  @Test
  void cursorIsOfTheWrongTimeZone() {
    PageReader reader =
        (slice, output, context) -> {
          String since = slice.since();
          String local =
              since == null
                  ? ""
                  : LocalDateTime.ofInstant(Instant.parse(since), ZoneId.of("Asia/Tokyo"))
                          .truncatedTo(ChronoUnit.SECONDS)
                      + "Z";
          JsonNode page =
              api()
                  .json(
                      context,
                      path("/changed", "since", local, "after", slice.cursor().text("after", "")));
          page.path("items").forEach(output::emit);
          return page.has("next")
              ? Progress.next("after", page.path("next").asString())
              : Progress.complete();
        };
    Stream changed =
        Streams.paged("customers", reader)
            .key("id")
            .cursor(Cursor.instant("updated_at"))
            .filtering(CursorFilter.since());
    Said.by(ChangeTests.of(trial(changed), api, List.of(changes()), 1))
        .assertCaught("rows that change", "the sync behind it", "stream 'customers' lacks");
  }

  /** Which customers there are is asked for once, by the first sync of a process that goes on. */
  @Test
  void rowsOfTheParentAreKeptBetweenSyncs() {
    List<String> cached = new ArrayList<>();
    SourceTrial trial =
        trial((at, config) -> {
          if (cached.isEmpty()) {
            customers.present().forEach(index -> cached.add(customers.idOf(index)));
          }
          PageReader reader =
              (slice, output, context) -> {
                String customer = slice.partition().text("customer", "");
                at.json(context, "/customers/" + customer + "/orders")
                    .path("items")
                    .forEach(output::emit);
                return Progress.complete();
              };
          return List.of(
              customers(at),
              Streams.paged("orders", reader)
                  .key("id")
                  .partitions(Partitions.of("customer", cached.toArray(String[]::new))));
        });
    Changes growing = changes().onlyGrowing().children("orders", PlantedHttpBugsTest::orders);
    Said.by(ChangeTests.of(trial, api, List.of(growing), 1))
        .assertCaught("rows that change", "the sync behind it", "stream 'orders' lacks rows");
  }

  @Test
  void secretStandsInTheTextOfAnError() {
    String other = JSON.createObjectNode().put("base_url", "http://127.0.0.1:1").toString();
    SourceTrial trial = trial(customers(api())).badConfig(other);
    Said.by(SourceTests.of(trial)).assertNothing();
    Said.by(SourceTests.of(trial.secret("sess-98765")))
        .assertCaught(
            "the check fails with a bad config, and says no secret",
            "says a secret in a message of type",
            "'se...'");
  }

  /** Rows that go shift those behind them, and the pages are only counted. */
  @Test
  void pagesThatShiftArePassedOver() {
    PageReader reader =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          JsonNode items = api().json(context, "/numbered?limit=4&page=" + page).path("items");
          items.forEach(output::emit);
          return items.isEmpty() ? Progress.complete() : Progress.next("page", page + 1);
        };
    Stream numbered = Streams.paged("customers", reader).key("id");
    Said.by(ChangeTests.of(trial(numbered), api, List.of(changes()), 1, 2))
        .assertCaught("rows that change", "the first sync", "stream 'customers' lacks rows");
    Said.by(ChangeTests.of(trial(numbered), api, List.of(changes().onlyGrowing()), 1, 2))
        .assertNothing();
  }
}
