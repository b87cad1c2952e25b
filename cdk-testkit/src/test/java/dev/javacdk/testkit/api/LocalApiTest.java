package dev.javacdk.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LocalApiTest {

  private final Rows rows = Rows.of(1_000, index -> Json.object().put("id", index));

  @Test
  void requestsAreCountedByUrlAndByPath() throws IOException {
    try (LocalApi api = builder().start()) {
      Client client = new Client(api.baseUrl());
      client.get("/items?limit=1");
      client.get("/items?limit=2");
      client.get("/items?limit=1");
      client.get("/nowhere");
      client.get("/nowhere");

      Counters counters = api.counters();
      api.resetCounters();

      assertThat(counters.total()).isEqualTo(5);
      assertThat(counters.of("GET /items?limit=1")).isEqualTo(2);
      assertThat(counters.ofPath("GET /items")).isEqualTo(3);
      assertThat(counters.askedMoreThanOnce())
          .containsOnly(Map.entry("GET /items?limit=1", 2L), Map.entry("GET /nowhere", 2L));
      assertThat(counters.answeredMoreThanOnce()).containsOnlyKeys("GET /items?limit=1");
      assertThat(api.counters().total()).isZero();
      assertThat(api.counters().byUrl()).isEmpty();
    }
  }

  @Test
  void aRetryAfterAFaultIsAskedTwiceButAnsweredOnce() throws IOException {
    try (LocalApi api = builder().fault(FaultRule.always(Fault.status(500))).start()) {
      Client client = new Client(api.baseUrl());
      client.get("/items");
      client.get("/items");

      assertThat(api.counters().faulted()).isEqualTo(1);
      assertThat(api.counters().askedMoreThanOnce()).containsOnlyKeys("GET /items");
      assertThat(api.counters().answeredMoreThanOnce()).isEmpty();
    }
  }

  @Test
  void statsAreServedAndNotCountedThemselves() throws IOException {
    LocalApi.Builder described =
        builder().statsAt("/_stats").auth(Auth.bearer("t")).fault(FaultRule.always(Fault.reset()));
    try (LocalApi api = described.start()) {
      Client client = new Client(api.baseUrl());
      client.json("/_stats");

      assertThat(client.json("/_stats").path("total").asInt()).isZero();
      assertThat(client.json("/_stats").path("by_url").isObject()).isTrue();
    }
  }

  @Test
  void onlyThoseWithTheTokenMayAsk() throws IOException {
    try (LocalApi api = builder().auth(Auth.bearer("secret")).start()) {
      Client client = new Client(api.baseUrl());

      HttpResponse<String> refused = client.get("/items", "Authorization", "Bearer other");

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(Client.json(refused).at("/error/message").asString()).contains("credentials");
      assertThat(client.get("/items").statusCode()).isEqualTo(401);
      assertThat(client.get("/items", "authorization", "Bearer secret").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void latencyDelaysEveryAnswer() throws IOException {
    try (LocalApi api = builder().latency(Duration.ofMillis(60)).start()) {
      Client client = new Client(api.baseUrl());
      long start = System.nanoTime();
      client.get("/items");
      client.get("/items");

      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(120).toNanos());
    }
  }

  @Test
  void aHookSeesTheRequestBeforeItIsAnswered() throws IOException {
    List<String> seen = new ArrayList<>();
    try (LocalApi api =
        builder().onRequest(request -> seen.add(request.number() + " " + request.url())).start()) {
      Client client = new Client(api.baseUrl());
      api.onRequest(request -> {
        if (request.number() == 2) {
          throw new IllegalArgumentException("the second");
        }
      });

      client.get("/items?q=a%20b");
      HttpResponse<String> second = client.post("/items", "{}");

      assertThat(seen).containsExactly("1 GET /items?q=a%20b", "2 POST /items {}");
      assertThat(second.statusCode()).isEqualTo(500);
      assertThat(second.body()).contains("the second");
    }
  }

  @Test
  void aHandlerSeesPathQueryHeadersAndBody() throws IOException {
    ApiHandler echo =
        request ->
            ApiResponse.json(
                Json.object()
                    .put("id", request.variable("id"))
                    .put("q", request.query("q").orElse(""))
                    .put("type", request.header("X-Type").orElse(""))
                    .put("body", request.bodyJson().path("a").asInt(0)));
    try (LocalApi api =
        LocalApi.builder().route("GET", "/e/{id}", echo).route("POST", "/e/{id}", echo).start()) {
      Client client = new Client(api.baseUrl());

      assertThat(client.get("/e/a%2Fb+c?q=x+y", "x-type", "T").body())
          .isEqualTo("{\"id\":\"a/b+c\",\"q\":\"x y\",\"type\":\"T\",\"body\":0}");
      assertThat(client.post("/e/1", "{\"a\":5}").body()).contains("\"body\":5");
      assertThat(client.post("/e/1", "{\"a\":").statusCode()).isEqualTo(400);
      assertThat(client.get("/e/1/2").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void sixtyFourKeptConnectionsAreServedAtOnce() throws Exception {
    var barrier = new CyclicBarrier(64);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    LocalApi.Builder described =
        builder()
            .onRequest(request -> {
              threads.add(Thread.currentThread().getName());
              if (request.query("meet").isPresent()) {
                meet(barrier);
              }
            });
    ExecutorService clients = Executors.newFixedThreadPool(64);
    try (LocalApi api = described.start()) {
      List<Future<Integer>> walks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        walks.add(clients.submit(() -> walkOnOneConnection(api.port())));
      }
      for (Future<Integer> walk : walks) {
        assertThat(walk.get(60, TimeUnit.SECONDS)).isEqualTo(11);
      }

      assertThat(threads).hasSize(64);
      assertThat(api.counters().total()).isEqualTo(64 * 11);
    } finally {
      clients.shutdownNow();
    }
  }

  @RepeatedTest(20)
  void closingEndsEveryThreadAndConnection() throws Exception {
    var silent = new CountDownLatch(1);
    LocalApi api =
        builder()
            .fault(FaultRule.always(Fault.silence()).query("silent", "1"))
            .onRequest(request -> silent.countDown())
            .start();
    try (var waiting = new Socket(InetAddress.getLoopbackAddress(), api.port());
        var idle = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      request(waiting.getOutputStream(), "/items?silent=1");
      assertThat(silent.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(threadsOf(api)).isNotEmpty();

      api.close();

      assertThat(threadsOf(api)).isEmpty();
      assertThat(endOf(waiting)).isTrue();
      assertThat(endOf(idle)).isTrue();
      assertThatThrownBy(() -> new Client(api.baseUrl()).get("/items"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorThatNamesIt() {
    try (LocalApi api = builder().start()) {
      assertThatThrownBy(() -> builder().port(api.port()).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(Integer.toString(api.port()));
    }
  }

  private LocalApi.Builder builder() {
    return LocalApi.builder().collection("/items", rows, Listing.by(Paging.offset("offset")));
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("not all were served at once", e);
    }
  }

  /** How many requests one connection had answered with 200. */
  private static int walkOnOneConnection(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      int answered = 0;
      for (int i = 0; i < 11; i++) {
        request(socket.getOutputStream(), i == 0 ? "/items?meet=1" : "/items?offset=" + i * 90);
        answered += readResponse(socket).startsWith("HTTP/1.1 200") ? 1 : 0;
      }
      return answered;
    }
  }

  private static void request(OutputStream out, String target) throws IOException {
    String request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String readResponse(Socket socket) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    String text = head.toString();
    String length = text.split("Content-Length: ", -1)[1].split("\r\n", -1)[0];
    socket.getInputStream().readNBytes(Integer.parseInt(length));
    return text;
  }

  private static boolean endOf(Socket socket) {
    try {
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static List<String> threadsOf(LocalApi api) {
    String prefix = "local-api-" + api.port() + "-";
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}
