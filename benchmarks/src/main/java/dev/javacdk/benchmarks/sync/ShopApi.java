package dev.javacdk.benchmarks.sync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/**
 * The API that {@link ShopConnector} reads, on loopback, as a process of its own: the port on its
 * first line, until its standard input ends. Of the records, two fifths are contacts, two fifths
 * orders, 1,000 each of a shop, and one fifth events, each of which comes twice: as it was, and
 * updated.
 *
 * <p>{@code GET /contacts}, {@code /shops}, {@code /shops/N/orders}, {@code /events}; each with
 * {@code offset} and {@code limit}.
 */
public final class ShopApi implements AutoCloseable {

  /** How many orders each shop has. */
  public static final long ORDERS = 1_000;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final HttpServer server;
  private final long records;
  private final LongConsumer onRequest;
  private long requests;

  private ShopApi(HttpServer server, long records, LongConsumer onRequest) {
    this.server = server;
    this.records = records;
    this.onRequest = onRequest;
  }

  /**
   * Starts it.
   *
   * @param records how many there are altogether, shops left out
   * @param onRequest is told the number of each request, on the thread that answers it
   */
  public static ShopApi start(long records, LongConsumer onRequest) throws IOException {
    // Else each answer waits for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ShopApi api = new ShopApi(server, records, onRequest);
    server.createContext("/", api::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return api;
  }

  /** Runs it; its argument is how many records there are. */
  public static void main(String[] args) throws IOException {
    try (ShopApi api = start(Long.parseLong(args[0]), number -> {})) {
      System.out.println(api.port());
      while (System.in.read() >= 0) {
        // Whoever started this is there.
      }
    }
    System.exit(0);
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** How many contacts there are. */
  public static long contacts(long records) {
    return records * 2 / 5;
  }

  /** How many shops there are. */
  public static long shops(long records) {
    return records * 2 / 5 / ORDERS;
  }

  /** How many events there are, told apart by their key. */
  public static long events(long records) {
    return records / 5 / 2;
  }

  private void answer(HttpExchange exchange) throws IOException {
    synchronized (this) {
      onRequest.accept(++requests);
    }
    long offset = 0;
    long limit = 100;
    String query = exchange.getRequestURI().getQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (pair.startsWith("offset=")) {
        offset = Long.parseLong(pair.substring(7));
      } else if (pair.startsWith("limit=")) {
        limit = Long.parseLong(pair.substring(6));
      }
    }
    byte[] body =
        page(exchange.getRequestURI().getPath(), offset, limit).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private String page(String path, long offset, long limit) {
    String[] parts = path.split("/", -1);
    StringBuilder out = new StringBuilder("{\"items\":[");
    long there =
        switch (parts[1]) {
          case "contacts" -> contacts(records);
          case "shops" -> parts.length > 2 ? ORDERS : shops(records);
          default -> 2 * events(records);
        };
    for (long n = offset; n < Math.min(there, offset + limit); n++) {
      out.append(n == offset ? "" : ",");
      switch (parts[1]) {
        case "contacts" -> contact(out, n);
        case "shops" -> {
          if (parts.length > 2) {
            order(out, Long.parseLong(parts[2]), n);
          } else {
            out.append("{\"id\":").append(n).append('}');
          }
        }
        default -> event(out, n % events(records), n >= events(records));
      }
    }
    return out.append("]}").toString();
  }

  private static void contact(StringBuilder out, long n) {
    out.append("{\"id\":").append(n);
    out.append(",\"name\":\"Contact number ").append(n);
    out.append("\",\"email\":\"contact").append(n).append("@example.com\",\"active\":");
    out.append(n % 3 == 0).append(",\"createdAt\":\"").append(START.plusSeconds(n));
    out.append("\",\"tags\":[\"a\",\"b").append(n % 10).append("\"],\"address\":{\"city\":\"City ");
    out.append(n % 100).append("\",\"zip\":\"").append(10_000 + n % 90_000).append("\"}}");
  }

  private static void order(StringBuilder out, long shop, long n) {
    out.append("{\"id\":").append(shop * ORDERS + n).append(",\"shop\":").append(shop);
    out.append(",\"amount\":").append(n).append('.').append(10 + n % 90);
    out.append(",\"currency\":\"EUR\",\"paid\":").append(n % 2 == 0);
    out.append(",\"placedAt\":\"").append(START.plusSeconds(shop + n));
    out.append("\",\"note\":\"an order of some length, as people write them\"}");
  }

  private static void event(StringBuilder out, long n, boolean updated) {
    out.append("{\"id\":").append(n).append(",\"kind\":\"").append(updated ? "updated" : "made");
    out.append("\",\"contact\":").append(n % 1000).append(",\"updatedAt\":\"");
    out.append(START.plusSeconds(n + (updated ? 10_000_000 : 0)));
    out.append("\",\"text\":\"something happened, and this is what it was\"}");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
