package dev.javacdk.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.read.SequentialReadEngine;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.json.ByteSink;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a record cost on its way from the bytes of a response to a message? {@code bytes} has
 * the response in memory and stands beside a bare Jackson parser; {@code wire} asks a server in the
 * same process and stands beside the JDK's client with that parser.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar HttpPage -prof gc</pre>
 *
 * <p>An operation is a record; a page has 100, about 20 KB.
 */
public class HttpPage extends Settled {

  private static final int PAGES = 50;
  private static final int PAGE = 100;
  private static final Pattern NUMBER = Pattern.compile("\\bpage=(\\d+)");
  private static final String RECORDS = "results";
  private static final Place PLACE = Place.of("/" + RECORDS);
  private static final List<Pointer> CAPTURES = List.of(Pointer.of("/pages"));

  private byte[] page = {};
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;

  static {
    // Otherwise the JDK's server waits for acknowledgements, 40 ms a page.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Makes the server. */
  public HttpPage() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Makes the page, and starts the server. */
  @Setup
  public void start() {
    List<ReferenceRecord> records = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      records.add(ReferenceRecord.of(i));
    }
    page = Bare.MAPPER.writeValueAsBytes(Map.of(RECORDS, records, "pages", PAGES));
    // No two pages that follow each other are alike: the kit would say so.
    Collections.reverse(records);
    byte[] other = Bare.MAPPER.writeValueAsBytes(Map.of(RECORDS, records, "pages", PAGES));
    byte[] none = Bare.MAPPER.writeValueAsBytes(Map.of(RECORDS, List.of(), "pages", PAGES));
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          int number = number(exchange.getRequestURI().getQuery());
          byte[] answer = number > PAGES ? none : number % 2 == 0 ? other : page;
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
        });
    server.start();
  }

  private static int number(String query) {
    Matcher page = NUMBER.matcher(String.valueOf(query));
    return page.find() ? Integer.parseInt(page.group(1)) : 1;
  }

  /** Stops the server. */
  @TearDown
  public void stop() {
    server.stop(0);
  }

  /** The kit, from memory. */
  @Benchmark
  @OperationsPerInvocation(PAGES * PAGE)
  @Beside(value = "bareBytes", target = 2.5)
  public long bytes() {
    return Kit.read(new SequentialReadEngine(), Streams.paged("reference", this::readPage));
  }

  /** The same, of a stream with a cursor field. */
  @Benchmark
  @OperationsPerInvocation(PAGES * PAGE)
  @Beside(value = "bareBytes", target = 1.8)
  public long bytesWithCursor() {
    return Kit.read(
        new SequentialReadEngine(),
        Streams.paged("reference", this::readPage).cursor(Cursor.instant("updatedAt")));
  }

  private Progress readPage(StreamSlice slice, RecordOutput output, ReadContext context)
      throws IOException {
    InputStream body = new ByteArrayInputStream(page);
    Answer answer = Answer.of(200, url, header -> List.of(), body, 8 << 20);
    Format.JSON.read(answer, PLACE, CAPTURES, ByteSink.to(output));
    long next = slice.cursor().number("page", 0) + 1;
    return next < PAGES ? Progress.next("page", next) : Progress.complete();
  }

  /** Jackson alone, from memory. */
  @Benchmark
  @OperationsPerInvocation(PAGES * PAGE)
  public long bareBytes() {
    Kit.Counted out = new Kit.Counted();
    Bare bare = new Bare(out);
    for (int i = 0; i < PAGES; i++) {
      bare.copyPage(new ByteArrayInputStream(page), RECORDS);
    }
    bare.flush();
    return out.bytes();
  }

  /** The kit, from a server. */
  @Benchmark
  @OperationsPerInvocation(PAGES * PAGE)
  @Beside(value = "bareWire", wall = true)
  public long wire() {
    Stream stream =
        HttpApi.at(url.toString()).stream("reference")
            .get("/page")
            .records("/" + RECORDS)
            .paging(Paging.pageNumber("page").size("size", PAGE).pages("/pages"));
    return Kit.read(new SequentialReadEngine(), stream);
  }

  /** The JDK's client and Jackson, from a server. */
  @Benchmark
  @OperationsPerInvocation(PAGES * PAGE)
  public long bareWire() throws IOException, InterruptedException {
    Kit.Counted out = new Kit.Counted();
    Bare bare = new Bare(out);
    for (int i = 0; i < PAGES; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/page?size=100&page=" + i)).build();
      try (InputStream body = client.send(request, BodyHandlers.ofInputStream()).body()) {
        bare.copyPage(body, RECORDS);
      }
    }
    bare.flush();
    return out.bytes();
  }
}
