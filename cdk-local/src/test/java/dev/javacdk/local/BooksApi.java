package dev.javacdk.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The API of {@link BooksConnector}, on loopback. Safe for use by many threads. */
final class BooksApi implements AutoCloseable {

  static final int ACCOUNTS = 700;
  static final int ENTRIES = 3;
  static final int EVENTS = 5_000;

  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

  private final HttpServer server;
  private volatile String edition = "account";
  private final AtomicLong requests = new AtomicLong();
  private final LongConsumer onRequest;

  BooksApi(LongConsumer onRequest) throws IOException {
    // Else each answer waits for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.onRequest = onRequest;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static String account(long id) {
    return account("account", id);
  }

  static String account(String edition, long id) {
    return "{\"id\":%d,\"name\":\"%s %d\",\"open\":%b}".formatted(id, edition, id, id % 3 == 0);
  }

  /** From now on the accounts are named otherwise. */
  void edition(String now) {
    edition = now;
  }

  static String entry(long account, long number) {
    return "{\"id\":%d,\"account\":%d,\"amount\":%d.25}"
        .formatted(account * 10 + number, account, number);
  }

  static String event(long id) {
    return "{\"id\":%d,\"at\":\"%s\",\"what\":\"thing %d\"}"
        .formatted(id, START.plusSeconds(id), id % 7);
  }

  private void answer(HttpExchange exchange) throws IOException {
    onRequest.accept(requests.incrementAndGet());
    Map<String, String> query =
        Arrays.stream(String.valueOf(exchange.getRequestURI().getQuery()).split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    List<String> rows =
        path[1].equals("events")
            ? events(query.get("since"))
            : path.length > 2
                ? LongStream.range(0, ENTRIES)
                    .mapToObj(n -> entry(Long.parseLong(path[2]), n))
                    .toList()
                : LongStream.range(0, ACCOUNTS).mapToObj(id -> account(edition, id)).toList();
    int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
    String items =
        rows.stream().skip(offset).limit(limit).collect(Collectors.joining(",", "[", "]"));
    byte[] body = ("{\"items\":" + items + "}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static List<String> events(@Nullable String since) {
    long from = since == null ? 0 : Instant.parse(since).getEpochSecond() - START.getEpochSecond();
    return LongStream.range(Math.max(0, from), EVENTS).mapToObj(BooksApi::event).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
