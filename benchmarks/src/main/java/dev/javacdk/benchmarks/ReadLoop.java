package dev.javacdk.benchmarks;

import dev.javacdk.api.PageReader;
import dev.javacdk.api.Progress;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.Streams;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.read.LiveConfig;
import dev.javacdk.core.read.SequentialReadEngine;
import dev.javacdk.core.read.StopSignal;
import dev.javacdk.core.read.StreamPlan;
import dev.javacdk.core.read.Sync;
import dev.javacdk.core.state.StateManager;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many records a second go through the sequential read loop, beside a bare Jackson loop that
 * writes the same bytes? {@code bareAgain} is {@code bare} once more: what they differ by is noise.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar ReadLoop -prof gc</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(2)
public class ReadLoop {

  private static final int RECORDS = 10_000;
  private static final int PAGE = 100;

  private static final JsonMapper BARE =
      JsonMapper.builder().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).build();

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
    page = BARE.writeValueAsBytes(records);
  }

  /** The kit, records as trees. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
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
  public long value() {
    return read(output -> {
      for (ReferenceRecord record : records) {
        output.emitValue(record);
      }
    });
  }

  /** The kit, records as maps. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long map() {
    return read(output -> maps.forEach(output::emitValue));
  }

  /** The kit, records passed through from a parser. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long parser() {
    return read(output -> {
      try (JsonParser parser = BARE.createParser(page)) {
        parser.nextToken();
        while (parser.nextToken() == tools.jackson.core.JsonToken.START_OBJECT) {
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
    Counted out = new Counted();
    try (JsonGenerator json = BARE.createGenerator(out)) {
      for (int read = 0; read < RECORDS; read += PAGE) {
        try (JsonParser parser = BARE.createParser(page)) {
          parser.nextToken();
          while (parser.nextToken() == tools.jackson.core.JsonToken.START_OBJECT) {
            begin(json);
            json.copyCurrentStructure(parser);
            end(json);
          }
        }
      }
    }
    return out.bytes;
  }

  private static long bare(Object[] values) {
    Counted out = new Counted();
    try (JsonGenerator json = BARE.createGenerator(out)) {
      for (int read = 0; read < RECORDS; read += PAGE) {
        for (Object value : values) {
          begin(json);
          BARE.writeValue(json, value);
          end(json);
        }
      }
    }
    return out.bytes;
  }

  private static void begin(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "RECORD");
    json.writeName("record");
    json.writeStartObject();
    json.writeStringProperty("stream", "reference");
    json.writeName("data");
  }

  private static void end(JsonGenerator json) {
    json.writeNumberProperty("emitted_at", System.currentTimeMillis());
    json.writeEndObject();
    json.writeEndObject();
  }

  private interface Page {
    void write(RecordOutput output);
  }

  private static long read(Page page) {
    PageReader reader =
        (slice, output, context) -> {
          page.write(output);
          long next = slice.cursor().number("page", 0) + 1;
          return next * PAGE < RECORDS ? Progress.next("page", next) : Progress.complete();
        };
    Counted out = new Counted();
    InstantSource clock = InstantSource.system();
    Messages messages = new Messages(new MessageSink(out), new Redactor(), clock);
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    Sync sync =
        new Sync(
            List.of(new StreamPlan(Streams.paged("reference", reader), none)),
            messages,
            new StateManager(messages.sink(), clock),
            new LiveConfig(none, messages),
            KitSettings.none(),
            false,
            new StopSignal(),
            clock);
    if (!new SequentialReadEngine().read(sync).isEmpty()) {
      throw new IllegalStateException("the stream failed");
    }
    messages.sink().flush();
    return out.bytes;
  }

  /** Takes bytes and counts them. */
  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }
  }
}
