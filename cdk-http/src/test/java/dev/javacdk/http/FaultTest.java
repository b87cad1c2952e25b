package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Reply.Fault;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.settings.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when a server misbehaves. Real sockets, short timeouts, no sleeps. */
class FaultTest {

  private static final Reply GOOD = Reply.json("{\"items\":[{\"id\":1},{\"id\":2}]}");
  private static final Timeouts SHORT =
      Timeouts.DEFAULT
          .firstByte(Duration.ofMillis(150))
          .idle(Duration.ofMillis(150))
          .floor(1000, Duration.ofMillis(200));

  private static FakeApi answering(Reply... replies) {
    Queue<Reply> queue = new ArrayDeque<>(Arrays.asList(replies));
    return new FakeApi(asked -> {
      synchronized (queue) {
        return queue.size() > 1 ? queue.remove() : queue.element();
      }
    });
  }

  private static HttpStream items(HttpApi api) {
    return api.stream("items").get("/items").records("/items").paging(Paging.none());
  }

  private static Walker read(FakeApi server) throws Exception {
    Walker walker = new Walker();
    walker.readAll(items(Fast.api(server).timeouts(SHORT)));
    return walker;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TRUNCATED", "RESET", "SILENT", "STALLED"})
  void aRequestThatFailsOnceIsSentAgainAndRepeatsNothing(Fault fault) throws Exception {
    try (FakeApi server = answering(GOOD.with(fault), GOOD)) {
      assertThat(read(server).output.released).containsExactly("{\"id\":1}", "{\"id\":2}");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void requestsAndWaitsAreToldToTheKit() throws Exception {
    try (FakeApi server =
        answering(
            Reply.status(503, "later"),
            Reply.status(429, "slow down").header("Retry-After: 1"),
            GOOD)) {
      Walker walker = read(server);
      assertThat(walker.kit.sent).containsExactly(1, 2, 3);
      assertThat(walker.kit.pauses).as("behind the failure").hasSize(1);
      assertThat(walker.kit.waits).as("told by the API").hasSize(1);
    }
  }

  @Test
  void aBodyWithoutLengthThatBreaksOffIsNoticedByItsJson() throws Exception {
    Reply half = Reply.json("{\"items\":[{\"id\":1},{\"i").with(Fault.UNFRAMED);
    try (FakeApi server = answering(half, GOOD)) {
      Walker walker = read(server);
      assertThat(walker.output.released).containsExactly("{\"id\":1}", "{\"id\":2}");
      assertThat(walker.output.discards).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
  void statusThatMayPassAreRetried(int status) throws Exception {
    try (FakeApi server = answering(Reply.status(status, "{\"message\":\"later\"}"), GOOD)) {
      assertThat(read(server).output.released).hasSize(2);
    }
  }

  @Test
  void oneBudgetCountsEveryKindOfFailure() throws Exception {
    try (FakeApi server =
        answering(
            GOOD.with(Fault.STALLED),
            Reply.status(500, "oops"),
            GOOD.with(Fault.TRUNCATED),
            Reply.status(503, "{\"error\":{\"message\":\"slow down\"}}"))) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(TransientError.class)
          .hasMessage(
              "stream 'items': GET %s/items answered 503: slow down, 4 times"
                  .formatted(server.url()));
      assertThat(server.asked()).hasSize(4);
    }
  }

  @Test
  void aServerThatNeverAnswersEndsInANamedErrorInTime() throws Exception {
    try (FakeApi server = answering(GOOD.with(Fault.SILENT))) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("stream 'items': GET")
          .hasMessageContaining("no answer within 150 ms, 4 times");
    }
  }

  @Test
  void aServerThatSendsAByteNowAndThenEndsInANamedErrorInTime() throws Exception {
    try (FakeApi server = answering(GOOD.body(new byte[4000]).with(Fault.DRIBBLE))) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("too slow: ")
          .hasMessageContaining("at least 1000 a second are wanted, 4 times");
    }
  }

  @Test
  void aServerThatStallsMidBodyEndsInANamedErrorInTime() throws Exception {
    try (FakeApi server = answering(GOOD.with(Fault.STALLED))) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("no data for 150 ms after ");
    }
  }

  @Test
  void aServerThatClosesMidBodyEndsInANamedError() throws Exception {
    try (FakeApi server = answering(GOOD.with(Fault.TRUNCATED))) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("stream 'items': GET")
          .hasMessageContaining("failed: ");
    }
  }

  @Test
  void aRequestMayBeBoundAsAWhole() throws Exception {
    try (FakeApi server = answering(GOOD.body(new byte[4000]).with(Fault.DRIBBLE))) {
      Timeouts whole = Timeouts.DEFAULT.whole(Duration.ofMillis(200));
      HttpApi api = Fast.api(server).retries(Fast.retries(1)).timeouts(whole);
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("not complete after 200 ms");
    }
  }

  @Test
  void anInterruptEndsARequestPromptly() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (FakeApi server =
        new FakeApi(asked -> {
          arrived.countDown();
          return GOOD.with(Fault.STALLED);
        })) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread reader =
          new Thread(() ->
              thrown.set(catchThrowable(() -> new Walker().readAll(items(Fast.api(server))))));
      reader.start();
      arrived.await();
      reader.interrupt();
      reader.join(5_000);
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aStopEndsARequestAndItsRetriesAsAStop() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (FakeApi server =
        new FakeApi(asked -> {
          arrived.countDown();
          return GOOD.with(Fault.SILENT);
        })) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Walker walker = new Walker();
      Thread reader =
          new Thread(
              () -> thrown.set(catchThrowable(() -> walker.readAll(items(Fast.api(server))))));
      reader.start();
      arrived.await();
      walker.kit.stopping = true;
      reader.interrupt();
      reader.join(5_000);
      assertThat(thrown.get()).isInstanceOf(ReadStopped.class);
      assertThatThrownBy(() -> walker.readAll(items(Fast.api(server))))
          .isInstanceOf(ReadStopped.class);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void retryAfterIsAnnouncedAndWaitedFor() throws Exception {
    try (FakeApi server = answering(Reply.status(429, "{}").header("Retry-After: 90"), GOOD)) {
      Instant before = Instant.now();
      Walker walker = new Walker();
      walker.readAll(items(Fast.api(server)));
      assertThat(walker.kit.waits).hasSize(1);
      assertThat(walker.kit.waits.get(0))
          .isAfter(before.plusSeconds(89))
          .isBefore(Instant.now().plusSeconds(92));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 408})
  void whatAFailureAsksForIsWaitedForAndIsAnAttempt(int status) throws Exception {
    try (FakeApi server = answering(Reply.status(status, "{}").header("Retry-After: 90"))) {
      Walker walker = new Walker();
      assertThatThrownBy(() -> walker.readAll(items(Fast.api(server))))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("4 times");
      assertThat(walker.kit.waits).hasSize(3);
    }
  }

  @Test
  void limitsAreNoAttempts() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (FakeApi server =
        new FakeApi(asked ->
            calls.incrementAndGet() <= 30
                ? Reply.status(429, "{}").header("Retry-After: 0")
                : GOOD)) {
      assertThat(read(server).output.released).hasSize(2);
      assertThat(server.asked()).hasSize(31);
    }
  }

  @Test
  void aTokenMayRunOutWhileALimitIsWaitedFor() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    try (FakeApi server =
        new FakeApi(asked -> {
          if (asked.path().equals("/token")) {
            return Reply.json("{\"access_token\":\"token-" + tokens.incrementAndGet() + "\"}");
          }
          return switch (calls.incrementAndGet()) {
            case 1, 3 -> Reply.status(401, "{}");
            case 2 -> Reply.status(429, "{}").header("Retry-After: 1");
            default -> GOOD;
          };
        })) {
      var auth =
          dev.javacdk.http.auth.Auth.clientCredentials(server.url() + "/token", "id", "secret");
      Walker walker = new Walker();
      walker.readAll(items(Fast.api(server).auth(auth)));
      assertThat(walker.output.released).hasSize(2);
      assertThat(tokens).hasValue(3);
    }
  }

  @Test
  void aRateLimitBeyondThePatienceIsAnErrorThatSaysUntilWhen() throws Exception {
    try (FakeApi server = answering(Reply.status(429, "{}").header("Retry-After: 9000"))) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("the API takes requests again at ");
    }
  }

  @Test
  void refusedCredentialsAreTheUsersToMendAndNeverShown() throws Exception {
    Reply refused = Reply.status(401, "{\"message\":\"token secret-token-1 is invalid\"}");
    try (FakeApi server = answering(refused)) {
      HttpApi api = Fast.api(server).auth(dev.javacdk.http.auth.Auth.bearer("secret-token-1"));
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .isInstanceOf(ConfigError.class)
          .hasMessage(
              "stream 'items': GET %s/items answered 401: token **** is invalid"
                  .formatted(server.url()));
      assertThat(server.asked()).hasSize(1);
      assertThat(server.asked().get(0).header("authorization")).isEqualTo("Bearer secret-token-1");
    }
  }

  @Test
  void aKeyInTheQueryIsNeverShown() throws Exception {
    try (FakeApi server = answering(Reply.status(403, "{\"error\":\"no scope\"}"))) {
      HttpApi api = Fast.api(server).auth(dev.javacdk.http.auth.Auth.query("k", "secret-key-1"));
      assertThatThrownBy(
              () -> new Walker().readAll(items(api).query("access_token", "hidden").query("n", 1)))
          .isInstanceOf(ConfigError.class)
          .hasMessage(
              "stream 'items': GET %s/items?access_token=****&n=1 answered 403: no scope"
                  .formatted(server.url()));
      assertThat(server.asked().get(0).query("k")).isEqualTo("secret-key-1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 409, 410, 422})
  void otherRefusalsFailAtOnce(int status) throws Exception {
    try (FakeApi server =
        answering(Reply.status(status, "{\"errors\":[{\"message\":\"bad field\"}]}"))) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(SystemError.class)
          .hasMessageEndingWith("answered " + status + ": bad field");
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void anErrorPageInsteadOfJsonIsNamedAsSuch() throws Exception {
    Reply page =
        Reply.json("<html><head><title>Sign in</title></head></html>")
            .header("Content-Type: text/html");
    try (FakeApi server = answering(page)) {
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("answered 200 with text/html that cannot be read")
          .hasMessageContaining("Sign in");
    }
  }

  @Test
  void aHostThatRefusesConnectionsIsTransient() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    HttpStream items = items(Fast.api("http://127.0.0.1:" + port));
    assertThatThrownBy(() -> new Walker().readAll(items))
        .isInstanceOf(TransientError.class)
        .hasMessageContaining("failed: the host takes no connections, 4 times");
    assertThatThrownBy(() -> new Walker().readAll(items))
        .as("the next ones do not wait as long")
        .isInstanceOf(TransientError.class)
        .hasMessageContaining("failed: the host takes no connections, 2 times");
  }

  @Test
  void aResponseBeyondItsCapIsAnError() throws Exception {
    try (FakeApi server = answering(GOOD)) {
      assertThatThrownBy(() -> new Walker().readAll(items(Fast.api(server).largestResponse(10))))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("the response has more than 10 bytes");
    }
  }
}
