package dev.javacdk.benchmarks;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.read.SequentialReadEngine;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Format;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a record cost on its way from the bytes of a response, which are in memory, to a
 * message, beside a bare Jackson parser and generator?
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar HttpPage -prof gc</pre>
 *
 * <p>An operation is a record; a page has 100, about 20 KB.
 */
public class HttpPage extends Settled {

  private static final int PAGES = 50;
  private static final int PAGE = 100;
  private static final String RECORDS = "results";

  private byte[] page = {};
  private final URI url = URI.create("http://127.0.0.1");

  /** Makes the page. */
  @Setup
  public void makePage() {
    List<ReferenceRecord> records = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      records.add(ReferenceRecord.of(i));
    }
    page = Bare.MAPPER.writeValueAsBytes(Map.of(RECORDS, records, "pages", PAGES));
  }

  /** The kit, from memory. */
  @Benchmark
  @OperationsPerInvocation(PAGES * PAGE)
  @Beside("bareBytes")
  public long bytes() {
    Place place = Place.of("/" + RECORDS);
    List<Pointer> captures = List.of(Pointer.of("/pages"));
    Stream stream =
        Streams.paged(
            "reference",
            (slice, output, context) -> {
              InputStream body = new ByteArrayInputStream(page);
              Answer answer = Answer.of(200, url, header -> List.of(), body, 8 << 20);
              Format.JSON.read(answer, place, captures, output::emit);
              long next = slice.cursor().number("page", 0) + 1;
              return next < PAGES ? Progress.next("page", next) : Progress.complete();
            });
    return Kit.read(new SequentialReadEngine(), stream);
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
}
