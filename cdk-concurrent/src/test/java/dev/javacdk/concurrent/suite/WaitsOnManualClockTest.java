package dev.javacdk.concurrent.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.settings.Budget;
import dev.javacdk.testkit.ManualClock;
import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.SourceRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hours that a sync waits pass at once where its clock is one that tests move. The timeout says
 * that nobody waits on the clock of the machine.
 */
@Timeout(30)
class WaitsOnManualClockTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
  private static final int ROWS = 200;

  record None() {}

  /** A source of rows, of an API that can be changed. */
  private record RowsSource(String url, UnaryOperator<HttpApi> change) implements Source<None> {
    @Override
    public ConnectorSpec<None> spec() {
      return ConnectorSpec.of(None.class);
    }

    @Override
    public List<Stream> streams(None config) {
      return List.of(
          change.apply(HttpApi.at(url)).stream("rows")
              .get("/rows")
              .records("/items")
              .paging(Paging.token("/next").query("after").size("limit", 10)));
    }
  }

  private final ManualClock clock = ManualClock.at(START);
  private final AtomicInteger tokens = new AtomicInteger();
  private final LocalApi api =
      LocalApi.builder()
          .collection(
              "/rows",
              Rows.of(ROWS, i -> JSON.createObjectNode().put("id", i)),
              Listing.by(dev.javacdk.testkit.listing.Paging.token("after").nextAt("/next"))
                  .limit("limit", 10, 10)
                  .envelope(Envelope.field("items")))
          .route("POST", "/token", request -> token())
          .start();

  @AfterEach
  void close() {
    api.close();
  }

  private ApiResponse token() {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("access_token", "token-" + tokens.incrementAndGet()).put("expires_in", 3_600);
    return ApiResponse.json(answer);
  }

  private Duration read(int workers, UnaryOperator<HttpApi> change) {
    assertThat(
            SourceRunner.of(new RowsSource(api.baseUrl(), change))
                .with("_concurrency", workers)
                .clock(clock)
                .read(Catalog.of("rows")))
        .succeeded()
        .read("rows", ROWS)
        .completed("rows");
    return Duration.between(START, clock.instant());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void limitThatLastsAnHour(int workers) {
    api.fault(FaultRule.nth(5, Fault.tooManyRequests(Duration.ofHours(1))));
    assertThat(read(workers, UnaryOperator.identity()))
        .isBetween(Duration.ofHours(1), Duration.ofMinutes(62));
  }

  @Test
  void attemptsThatFailForMinutes() {
    for (int request = 3; request < 9; request++) {
      api.fault(FaultRule.nth(request, Fault.status(503)));
    }
    // Six pauses from half a second on, doubled each time, give or take a quarter.
    assertThat(read(1, UnaryOperator.identity()))
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(60));
  }

  @Test
  void budgetOfTenCallsAnHour() {
    assertThat(read(1, api -> api.budget(Budget.of(10, Duration.ofHours(1)))))
        .isBetween(Duration.ofMinutes(90), Duration.ofHours(3));
  }

  @Test
  void tokenThatIsGoodForAnHour() {
    api.fault(FaultRule.nth(8, Fault.tooManyRequests(Duration.ofMinutes(70))));
    read(
        1,
        at -> at.auth(Auth.clientCredentials(api.baseUrl() + "/token", "client", "secret-1234")));
    assertThat(tokens).hasValue(2);
  }
}
