package dev.javacdk.benchmarks.ahead;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API on loopback with two listings: {@code /counted}, small pages by number with a total, and
 * {@code /tokens}, large ones that each name the next. Pages are made beforehand: what they cost is
 * the wait.
 */
public final class ListingApi implements AutoCloseable {

  /** Rows of a page of the listing that is counted. */
  public static final int SMALL_PAGE = 100;

  /** Rows of a page of the one that goes by tokens. */
  public static final int LARGE_PAGE = 5_000;

  private static final int FIELDS = 24;
  private static final Pattern NUMBER = Pattern.compile("(?:page|after)=(\\d+)");

  private final HttpServer server;
  private final int pages;
  private volatile Duration latency = Duration.ZERO;

  /** Serves listings of so many pages. */
  public ListingApi(int pages) throws IOException {
    // Else each answer waits for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.pages = pages;
    long total = (long) pages * SMALL_PAGE;
    byte[] small = bytes(rows(SMALL_PAGE));
    byte[] none = bytes("{\"total\":" + total + ",\"items\":[]}");
    byte[] large = bytes(rows(LARGE_PAGE));
    byte[] end = bytes("]}");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/counted",
        exchange -> {
          if (number(exchange) > pages) {
            answer(exchange, none);
          } else {
            answer(exchange, bytes("{\"total\":" + total + first(exchange)), small, end);
          }
        });
    server.createContext(
        "/tokens", exchange -> answer(exchange, bytes("{\"next\":" + next(exchange)), large, end));
    server.createContext("/none", exchange -> answer(exchange, none));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void answer(HttpExchange exchange, byte[]... parts) throws IOException {
    try (exchange) {
      Thread.sleep(latency.toMillis());
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, Arrays.stream(parts).mapToLong(part -> part.length).sum());
      for (byte[] part : parts) {
        exchange.getResponseBody().write(part);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String next(HttpExchange exchange) {
    int page = number(exchange);
    return (page < pages ? "\"" + (page + 1) + "\"" : "null") + first(exchange);
  }

  /** Where rows begin, with one by which a page is told from the others. */
  private static String first(HttpExchange exchange) {
    return ",\"items\":[{\"id\":-" + number(exchange) + "}";
  }

  private static int number(HttpExchange exchange) {
    Matcher number = NUMBER.matcher(exchange.getRequestURI().toString());
    return number.find() ? Integer.parseInt(number.group(1)) : 1;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The rows of a page behind its first. */
  private static String rows(int count) {
    StringBuilder rows = new StringBuilder();
    for (int id = 1; id < count; id++) {
      rows.append(",{\"id\":").append(id);
      for (int field = 0; field < FIELDS; field++) {
        rows.append(",\"f").append(field).append("\":");
        rows.append(field % 2 == 0 ? "\"v" + id + "\"" : "" + id * field);
      }
      rows.append('}');
    }
    return rows.toString();
  }

  /** How many seconds it takes to be given a page so often, by who only takes it. */
  public double secondsOf(String path, int pages) throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).build();
    try {
      client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      long began = System.nanoTime();
      for (int page = 0; page < pages; page++) {
        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      }
      return (System.nanoTime() - began) / 1e9;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Each answer waits so long. */
  public void latency(Duration time) {
    latency = time;
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
