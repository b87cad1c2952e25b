package dev.javacdk.benchmarks;

import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.read.SequentialReadEngine;
import dev.javacdk.http.json.ByteSink;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
  private static final Place PLACE = Place.of("/" + RECORDS);
  private static final List<Pointer> CAPTURES = List.of(Pointer.of("/pages"));

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
}
