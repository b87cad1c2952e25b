package dev.javacdk.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

  private final List<LocalApi> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(LocalApi::close);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 401})
  void anErrorStatusHitsTheFirstTryOnly(int status) throws IOException {
    Client client = serve(FaultRule.always(Fault.status(status)));

    HttpResponse<String> first = client.get("/items");

    assertThat(first.statusCode()).isEqualTo(status);
    assertThat(Client.json(first).at("/error/status").asInt()).isEqualTo(status);
    assertThat(client.get("/items").statusCode()).isEqualTo(200);
    assertThat(client.get("/items?after=c0").statusCode()).isEqualTo(status);
  }

  @Test
  void tooManyRequestsSaysWhenToComeBackInSeconds() throws IOException {
    Client client = serve(FaultRule.always(Fault.tooManyRequests(Duration.ofSeconds(3))));

    HttpResponse<String> refused = client.get("/items");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");
  }

  @Test
  void tooManyRequestsSaysWhenToComeBackAsADate() throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-08-03T10:00:00Z"));
    Client client =
        serve(FaultRule.always(Fault.tooManyRequestsUntil(clock, Duration.ofSeconds(3))));

    assertThat(client.get("/items").headers().firstValue("Retry-After"))
        .hasValue("Mon, 03 Aug 2026 10:00:03 GMT");
  }

  @Test
  void pageBeforeComesOnceMore() throws IOException {
    Client client = serve(FaultRule.nth(3, Fault.pageBefore()));

    String first = client.get("/items").body();
    String second = client.get("/items?after=c0").body();

    assertThat(second).isNotEqualTo(first);
    assertThat(client.get("/items?after=c1").body()).isEqualTo(second);
    assertThat(client.get("/items?after=c1").body()).isNotEqualTo(second);
  }

  @Test
  void firstPageHasNoneBefore() throws IOException {
    Client client = serve(FaultRule.nth(1, Fault.pageBefore()));

    assertThat(client.get("/items").body()).isEqualTo(client.get("/items").body());
  }

  @Test
  void rightAnswerIsChanged() throws IOException {
    Client client =
        serve(FaultRule.always(Fault.changed(right -> right.withHeader("X-Rows", "some"))));

    HttpResponse<String> changed = client.get("/items");

    assertThat(changed.headers().firstValue("X-Rows")).hasValue("some");
    assertThat(changed.body()).isEqualTo(client.get("/items").body());
  }

  @Test
  void unavailableSaysWhenToComeBack() throws IOException {
    HttpResponse<String> refused =
        serve(FaultRule.always(Fault.unavailable(Duration.ofSeconds(9)))).get("/items");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("9");
  }

  @Test
  void aResetConnectionIsSeenAsOne() throws IOException {
    // A GET that was reset would be tried again by the client itself; a POST is not.
    LocalApi api = start(FaultRule.always(Fault.reset()));
    Client client = new Client(api.baseUrl());

    assertThatThrownBy(() -> client.post("/search", "{}"))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("reset");
    assertThat(client.post("/search", "{}").statusCode()).isEqualTo(200);
    assertThat(api.counters().of("POST /search {}")).isEqualTo(2);
  }

  @Test
  void aTruncatedBodyIsSeenAsOne() throws IOException {
    Client client = serve(FaultRule.always(Fault.truncatedBody()));

    assertThatThrownBy(() -> client.get("/items"))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("fixed content-length");
    assertThat(client.json("/items").path("items")).hasSize(20);
  }

  @Test
  void aTruncatedChunkIsSeenAsOne() throws IOException {
    Client client = serve(FaultRule.always(Fault.truncatedChunk()));

    assertThatThrownBy(() -> client.get("/items"))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("chunked transfer encoding");
    assertThat(client.json("/items").path("items")).hasSize(20);
  }

  @Test
  void aConnectionResetInTheBodyIsSeenAsOne() throws IOException {
    Client client = serve(FaultRule.always(Fault.resetInBody()));

    assertThatThrownBy(() -> client.get("/items")).isInstanceOf(IOException.class);
    assertThat(client.json("/items").path("items")).hasSize(20);
  }

  @Test
  void aSlowBodyTakesItsTimeAndIsWhole() throws IOException {
    Client client = serve(FaultRule.always(Fault.slowBody(Duration.ofMillis(2))));
    long start = System.nanoTime();

    HttpResponse<String> slow = client.get("/items?limit=3");

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(Duration.ofMillis(2L * slow.body().length()));
    assertThat(Client.json(slow).path("items")).hasSize(3);
  }

  @Test
  void silenceLastsUntilTheClientGivesUp() throws IOException {
    Client client = serve(FaultRule.always(Fault.silence()));
    HttpRequest impatient =
        HttpRequest.newBuilder(client.uri("/items")).timeout(Duration.ofMillis(200)).build();

    assertThatThrownBy(() -> client.send(impatient)).isInstanceOf(HttpTimeoutException.class);
    assertThat(client.send(impatient).statusCode()).isEqualTo(200);
  }

  @Test
  void anExpiredTokenStaysExpired() throws IOException {
    Client client =
        serve(FaultRule.always(Fault.expiredToken(410)).query("after", "c9").permanent());

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> refused = client.get("/items?limit=10&after=c9");
      assertThat(refused.statusCode()).isEqualTo(410);
      assertThat(refused.body()).contains("expired");
    }
    assertThat(client.get("/items?limit=10").statusCode()).isEqualTo(200);
  }

  @Test
  void aPageOfAProxyIsNoJson() throws IOException {
    HttpResponse<String> page = serve(FaultRule.always(Fault.htmlPage(200))).get("/items");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(page.body()).startsWith("<html>");
  }

  @Test
  void aSuccessMayHideAnError() throws IOException {
    HttpResponse<String> hidden =
        serve(FaultRule.always(Fault.errorInBody(Json.object().put("ok", false)))).get("/items");

    assertThat(hidden.statusCode()).isEqualTo(200);
    assertThat(hidden.body()).isEqualTo("{\"ok\":false}");
  }

  @Test
  void onlyTheNthRequestToAPathIsHit() throws IOException {
    Client client = serve(FaultRule.nth(2, Fault.status(500)).path("/items/{id}/notes"));

    assertThat(
            List.of(
                client.get("/items").statusCode(),
                client.get("/items/1/notes").statusCode(),
                client.get("/items").statusCode(),
                client.get("/items/2/notes").statusCode(),
                client.get("/items/2/notes").statusCode()))
        .containsExactly(200, 404, 200, 500, 404);
  }

  @Test
  void triesSayHowOftenAUrlIsHit() throws IOException {
    Client client = serve(FaultRule.nth(1, Fault.status(500)).tries(2));

    assertThat(client.get("/items").statusCode()).isEqualTo(500);
    assertThat(client.get("/items").statusCode()).isEqualTo(500);
    assertThat(client.get("/items").statusCode()).isEqualTo(200);
  }

  @Test
  void aRateHitsTheSameShareOfTheSameUrlsInEveryRun() throws IOException {
    List<Integer> first = statuses(7);

    assertThat(statuses(7)).isEqualTo(first);
    assertThat(statuses(8)).isNotEqualTo(first);
    assertThat(first.stream().filter(status -> status != 200).count()).isBetween(15L, 45L);
    assertThat(first).contains(500, 503);
  }

  @Test
  void ofTwoRulesTheFirstIsMetAndBothCount() throws IOException {
    LocalApi api = start(FaultRule.nth(1, Fault.status(500)));
    api.fault(FaultRule.nth(2, Fault.status(503)));
    Client client = new Client(api.baseUrl());

    assertThat(client.get("/items").statusCode()).isEqualTo(500);
    assertThat(client.get("/items?x=1").statusCode()).isEqualTo(503);

    api.fault(FaultRule.always(Fault.status(501)).permanent());
    assertThat(client.get("/items").statusCode()).isEqualTo(501);
    api.clearFaults();
    assertThat(client.get("/items").statusCode()).isEqualTo(200);
  }

  private List<Integer> statuses(long seed) throws IOException {
    LocalApi api =
        builder()
            .seed(seed)
            .fault(FaultRule.rate(0.1, Fault.status(500), Fault.status(503)))
            .start();
    started.add(api);
    Client client = new Client(api.baseUrl());
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      statuses.add(client.get("/items?limit=1&page=" + i).statusCode());
    }
    return statuses;
  }

  private Client serve(FaultRule rule) {
    return new Client(start(rule).baseUrl());
  }

  private LocalApi start(FaultRule rule) {
    LocalApi api = builder().fault(rule).start();
    started.add(api);
    return api;
  }

  private static LocalApi.Builder builder() {
    Rows rows = Rows.of(20, index -> Json.object().put("id", index));
    Listing listing = Listing.by(Paging.token("after"));
    return LocalApi.builder()
        .collection("/items", rows, listing)
        .collection("/search", rows, listing.asPost());
  }
}
