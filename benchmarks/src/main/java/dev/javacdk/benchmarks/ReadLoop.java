package dev.javacdk.benchmarks;

import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.read.SequentialReadEngine;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/**
 * What does a record cost that goes through the sequential read loop, beside a bare Jackson loop
 * that writes the same bytes? {@code bareTreeAgain} is {@code bareTree} once more: what they differ
 * by is noise.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar ReadLoop -prof gc</pre>
 *
 * <p>An operation is a record.
 */
public class ReadLoop extends Settled {

  private static final int RECORDS = 10_000;
  private static final int PAGE = 100;

  private ReferenceRecord[] records = {};
  private ObjectNode[] trees = {};
  private List<Map<String, Object>> maps = List.of();
  private byte[] page = {};

  /** Makes the records. */
  @Setup
  public void makeRecords() {
    records = new ReferenceRecord[PAGE];
    trees = new ObjectNode[PAGE];
    for (int i = 0; i < PAGE; i++) {
      records[i] = ReferenceRecord.of(i);
      trees[i] = records[i].tree();
    }
    maps = List.of(records).stream().map(ReferenceRecord::map).toList();
    page = Bare.MAPPER.writeValueAsBytes(records);
  }

  /** The kit, records as trees. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  @Beside(value = "bareTree", target = 0.90)
  public long tree() {
    return read(output -> {
      for (ObjectNode tree : trees) {
        output.emit(tree);
      }
    });
  }

  /** The kit, records as Java records. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  @Beside(value = "bareValue", target = 0.90)
  public long value() {
    return read(this::emitValues);
  }

  private void emitValues(RecordOutput output) {
    for (ReferenceRecord record : records) {
      output.emitValue(record);
    }
  }

  /** The kit, records as Java records, of a stream with a cursor field. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  @Beside("bareValue")
  public long valueWithCursor() {
    return Kit.read(
        new SequentialReadEngine(),
        Streams.paged("reference", reader(this::emitValues)).cursor(Cursor.instant("updatedAt")));
  }

  /** The kit, records as maps. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  @Beside(value = "bareMap", target = 0.90)
  public long map() {
    return read(output -> maps.forEach(output::emitValue));
  }

  /** The kit, records passed through from a parser. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  @Beside(value = "bareParser", target = 0.95)
  public long parser() {
    return read(output -> {
      try (JsonParser parser = Bare.MAPPER.createParser(page)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          output.emit(parser);
        }
      }
    });
  }

  /** Jackson alone, records as trees. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long bareTree() {
    return bare(trees);
  }

  /** The same again: the noise. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  @Beside("bareTree")
  public long bareTreeAgain() {
    return bare(trees);
  }

  /** Jackson alone, records as Java records. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long bareValue() {
    return bare(records);
  }

  /** Jackson alone, records as maps. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long bareMap() {
    return bare(maps.toArray());
  }

  /** Jackson alone, copying from a parser. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long bareParser() {
    Kit.Counted out = new Kit.Counted();
    Bare bare = new Bare(out);
    for (int read = 0; read < RECORDS; read += PAGE) {
      bare.beginPage();
      try (JsonParser parser = Bare.MAPPER.createParser(page)) {
        bare.copyArray(parser);
      }
    }
    bare.flush();
    return out.bytes();
  }

  private static long bare(Object[] records) {
    Kit.Counted out = new Kit.Counted();
    Bare bare = new Bare(out);
    for (int read = 0; read < RECORDS; read += PAGE) {
      bare.beginPage();
      for (Object record : records) {
        bare.write(record);
      }
    }
    bare.flush();
    return out.bytes();
  }

  private interface Page {
    void write(RecordOutput output);
  }

  private static long read(Page page) {
    return Kit.read(new SequentialReadEngine(), Streams.paged("reference", reader(page)));
  }

  private static PageReader reader(Page page) {
    return (slice, output, context) -> {
      page.write(output);
      long next = slice.cursor().number("page", 0) + 1;
      return next * PAGE < RECORDS ? Progress.next("page", next) : Progress.complete();
    };
  }
}
