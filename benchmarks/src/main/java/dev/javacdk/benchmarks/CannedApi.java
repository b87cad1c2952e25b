package dev.javacdk.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An API that costs as little as it can: every full page is one of two bodies that are ready. As a
 * process of its own it says where it is on its first line, and ends with its standard input.
 *
 * <p>{@code GET /COUNT/...?page=N} gives the N-th page of so many records, which stand in {@code
 * results}; {@code pages} says how many pages there are.
 */
public final class CannedApi implements AutoCloseable {

  private static final Pattern NUMBER = Pattern.compile("\\bpage=(\\d+)");

  private final HttpServer server;

  static {
    // Otherwise the JDK's server waits for acknowledgements, 40 ms a page.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** An API that serves nothing yet, on a port of its own. */
  public CannedApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** Arguments: how many records a page has, and the counts of records that are served. */
  public static void main(String[] args) throws IOException {
    try (CannedApi api = new CannedApi()) {
      Arrays.stream(args[1].split(",", -1))
          .distinct()
          .forEach(count -> api.serve(Long.parseLong(count), Integer.parseInt(args[0]), false));
      System.out.println(api.url());
      while (System.in.read() >= 0) {
        // Whoever started this is there.
      }
    }
    System.exit(0);
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Serves so many records from now on.
   *
   * @param size how many a page has
   * @param packed whether its answers are packed with gzip
   */
  public void serve(long count, int size, boolean packed) {
    long pages = count / size;
    List<ReferenceRecord> records =
        new ArrayList<>(IntStream.range(0, size).mapToObj(ReferenceRecord::of).toList());
    byte[] page = body(records, pages, packed);
    // No two pages that follow each other are alike: a kit may take them for one.
    Collections.reverse(records);
    byte[] other = body(records, pages, packed);
    byte[] none = body(List.of(), pages, packed);
    server.createContext(
        "/" + count + "/",
        exchange -> {
          long number = number(exchange.getRequestURI().getQuery());
          answer(exchange, packed, number > pages ? none : number % 2 == 0 ? other : page);
        });
  }

  private static void answer(HttpExchange exchange, boolean packed, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (packed) {
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] body(List<ReferenceRecord> records, long pages, boolean packed) {
    byte[] json = JsonMapper.shared().writeValueAsBytes(Map.of("results", records, "pages", pages));
    if (!packed) {
      return json;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static long number(String query) {
    Matcher page = NUMBER.matcher(String.valueOf(query));
    return page.find() ? Long.parseLong(page.group(1)) : 1;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
