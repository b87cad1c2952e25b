package dev.javacdk.benchmarks;

import dev.javacdk.core.read.SequentialReadEngine;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a record cost on its way from a server to a message, beside the JDK's client and a bare
 * Jackson parser and generator? The server is in the same process, and gives bytes that it has
 * ready; each side keeps its client.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar HttpWire -prof gc</pre>
 *
 * <p>An operation is a record of about 370 bytes.
 */
public class HttpWire extends Settled {

  private static final int RECORDS = 10_000;
  private static final String FIELD = "results";

  /** How many records a page has, and how it is packed. */
  @Param({"100", "1000", "100 gzip", "1000 gzip"})
  public String pages = "100";

  /** Made where it is used: what the kit's transport sets up, it sets up first. */
  private static final class Plain {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
  }

  private final CannedApi server = new CannedApi();
  private final HttpApi api = HttpApi.at(server.url());
  private final String path = "/" + RECORDS + "/page";
  private int size;
  private boolean packed;

  /** Makes the pages. */
  @Setup
  public void serve() {
    size = Integer.parseInt(pages.replace(" gzip", ""));
    packed = pages.endsWith(" gzip");
    server.serve(RECORDS, size, packed);
  }

  /** Stops the server. */
  @TearDown
  public void stop() {
    server.close();
  }

  /** The kit. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  @Beside(value = "bareWire", wall = true, target = 0.9)
  public long wire() {
    HttpStream stream =
        api.stream("reference")
            .get(path)
            .records("/" + FIELD)
            .paging(Paging.pageNumber("page").size("size", size).pages("/pages"));
    return Kit.read(new SequentialReadEngine(), stream);
  }

  /** The JDK's client and Jackson. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long bareWire() throws IOException, InterruptedException {
    Kit.Counted out = new Kit.Counted();
    Bare bare = new Bare(out);
    for (int i = 1; i <= RECORDS / size; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + path + "?size=" + size + "&page=" + i))
              .header("Accept-Encoding", "gzip")
              .build();
      try (InputStream body = Plain.CLIENT.send(request, BodyHandlers.ofInputStream()).body();
          InputStream plain = packed ? new GZIPInputStream(body) : body) {
        bare.copyPage(plain, FIELD);
      }
    }
    bare.flush();
    return out.bytes();
  }
}
