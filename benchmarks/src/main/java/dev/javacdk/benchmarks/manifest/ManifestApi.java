package dev.javacdk.benchmarks.manifest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The API of the manifests in {@code benchmarks/peers/manifests}, on loopback, as a process of its
 * own: the port on its first line, until its standard input ends.
 *
 * <p>{@code GET /COUNT/records}, as many records as the path says, and {@code GET /COUNT/parents}
 * with {@code /COUNT/parents/ID/records}, {@value #CHILDREN} for each parent. The page is named by
 * {@code page} (from 1), {@code offset} or {@code after}, its size by {@code size}. A page says
 * whether there are {@code more}, and the address of the {@code next} one. {@code GET /requests}
 * counts what was asked.
 */
public final class ManifestApi {

  /** How many records each parent has. */
  public static final long CHILDREN = 500;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final HttpServer server;
  private final AtomicLong requests = new AtomicLong();

  private ManifestApi(HttpServer server) {
    this.server = server;
  }

  /** Runs it; has no arguments. */
  public static void main(String[] args) throws IOException {
    // Else each answer waits for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    ManifestApi api =
        new ManifestApi(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    api.server.createContext("/", api::answer);
    api.server.setExecutor(Executors.newCachedThreadPool());
    api.server.start();
    System.out.println(api.server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // Whoever started this is there.
    }
    System.exit(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    String answer =
        path[1].equals("requests")
            ? Long.toString(requests.get())
            : page(exchange, path, query(exchange.getRequestURI().getRawQuery()));
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private String page(HttpExchange exchange, String[] path, Map<String, Long> query) {
    requests.incrementAndGet();
    long records = Long.parseLong(path[1]);
    boolean parents = path[2].equals("parents");
    long there = !parents ? records : path.length > 3 ? CHILDREN : records / CHILDREN;
    // Of a parent's child, and the number before it; else from 1.
    long before = parents && path.length > 3 ? (Long.parseLong(path[3]) - 1) * CHILDREN : 0;
    long size = query.getOrDefault("size", 100L);
    long offset =
        query.containsKey("page")
            ? (query.get("page") - 1) * size
            : query.getOrDefault("offset", query.getOrDefault("after", before) - before);
    long end = Math.min(there, offset + size);
    StringBuilder out = new StringBuilder(48_000).append("{\"data\":[");
    for (long n = offset; n < end; n++) {
      record(out.append(n == offset ? "" : ","), before + n + 1);
    }
    out.append("],\"more\":").append(end < there).append(",\"next\":");
    if (end < there) {
      out.append("\"http://").append(exchange.getRequestHeaders().getFirst("Host"));
      out.append(String.join("/", path)).append("?offset=").append(end);
      out.append("&size=").append(size).append("\"}");
    } else {
      out.append("null}");
    }
    return out.toString();
  }

  private static Map<String, Long> query(String query) {
    Map<String, Long> values = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int sign = pair.indexOf('=');
      values.put(pair.substring(0, sign), Long.parseLong(pair.substring(sign + 1)));
    }
    return values;
  }

  /** Some 300 bytes. */
  private static void record(StringBuilder out, long id) {
    out.append("{\"id\":").append(id).append(",\"name\":\"Customer number ").append(id);
    out.append("\",\"email\":\"customer").append(id).append("@example.com\",\"active\":");
    out.append(id % 10 != 0)
        .append(",\"score\":")
        .append(id % 1_000)
        .append(".25,\"updated_at\":\"");
    out.append(START.plusSeconds(id))
        .append("\",\"address\":{\"street\":\"12 St James's Square\",");
    out.append("\"city\":\"London\",\"zip\":\"").append(10_000 + id % 90_000);
    out.append("\"},\"tags\":[\"new\",\"vip\"],\"secret\":\"s").append(id);
    out.append("\",\"note\":\"what somebody wrote about this one\"}");
  }
}
