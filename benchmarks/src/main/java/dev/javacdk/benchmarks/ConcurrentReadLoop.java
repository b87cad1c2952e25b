package dev.javacdk.benchmarks;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.concurrent.ConcurrentSettings;
import dev.javacdk.concurrent.coordinator.ConcurrentReadEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What do more workers bring? {@code cpuBound} encodes records and stands beside one worker: two
 * cores give two at best, and with one worker it shows the noise. {@code latency} waits 5 ms a
 * partition and stands beside a bare thread pool that waits as long and writes the same bytes.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar ConcurrentReadLoop</pre>
 *
 * <p>An operation is a record.
 */
public class ConcurrentReadLoop extends Settled {

  private static final int PARTITIONS = 200;
  private static final int PAGE = 100;
  private static final long LATENCY_NANOS = 5_000_000;

  /** How many read at once. */
  @Param({"1", "2", "4", "16", "64"})
  int workers = 1;

  private byte[] page = {};

  /** Makes the page that every partition has. */
  @Setup
  public void makePage() {
    List<ReferenceRecord> records = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      records.add(ReferenceRecord.of(i));
    }
    page = Bare.MAPPER.writeValueAsBytes(records);
  }

  /** The kit, busy. */
  @Benchmark
  @OperationsPerInvocation(PARTITIONS * PAGE)
  @Beside(value = "cpuBoundOneWorker", target = 1.5, of = "2", wall = true)
  public long cpuBound() {
    return read(workers, 0);
  }

  /** The kit, busy, one worker. */
  @Benchmark
  @OperationsPerInvocation(PARTITIONS * PAGE)
  public long cpuBoundOneWorker() {
    return read(1, 0);
  }

  /** The kit, waiting. */
  @Benchmark
  @OperationsPerInvocation(PARTITIONS * PAGE)
  @Beside(value = "barePool", wall = true)
  public long latency() {
    return read(workers, LATENCY_NANOS);
  }

  /** A thread pool and Jackson. */
  @Benchmark
  @OperationsPerInvocation(PARTITIONS * PAGE)
  public long barePool() throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        tasks.add(() -> {
          LockSupport.parkNanos(LATENCY_NANOS);
          return bare();
        });
      }
      long bytes = 0;
      for (Future<Long> task : pool.invokeAll(tasks)) {
        bytes += task.get();
      }
      return bytes;
    } finally {
      pool.shutdown();
    }
  }

  private long bare() {
    Kit.Counted out = new Kit.Counted();
    Bare bare = new Bare(out);
    try (JsonParser parser = Bare.MAPPER.createParser(page)) {
      bare.copyArray(parser);
    }
    bare.flush();
    return out.bytes();
  }

  private long read(int workers, long latencyNanos) {
    return Kit.read(
        new ConcurrentReadEngine(ConcurrentSettings.of(workers)),
        children(
            PARTITIONS,
            (slice, output, context) -> {
              LockSupport.parkNanos(latencyNanos);
              try (JsonParser parser = Bare.MAPPER.createParser(page)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                  output.emit(parser);
                }
              }
              return Progress.complete();
            }));
  }

  /** Reads partitions of one record that do nothing but wait, as each page of their parent does. */
  public static void readParked(int partitions, Duration latency, int workers) {
    var record = JsonNodeFactory.instance.objectNode().put("id", 0);
    Kit.read(
        new ConcurrentReadEngine(ConcurrentSettings.of(workers)),
        children(
            partitions,
            latency,
            (slice, output, context) -> {
              LockSupport.parkNanos(latency.toNanos());
              output.emit(record);
              return Progress.complete();
            }));
  }

  /** A stream of so many partitions, one for each record of a parent in pages of a hundred. */
  static Stream children(int partitions, PageReader reader) {
    return children(partitions, Duration.ZERO, reader);
  }

  private static Stream children(int partitions, Duration latency, PageReader reader) {
    StreamDefinition parents =
        Streams.paged(
            "parents",
            (slice, output, context) -> {
              LockSupport.parkNanos(latency.toNanos());
              long from = slice.cursor().number("after", 0);
              long to = Math.min(partitions, from + PAGE);
              for (long id = from; id < to; id++) {
                output.emit(JsonNodeFactory.instance.objectNode().put("id", id));
              }
              return to < partitions ? Progress.next("after", to) : Progress.complete();
            });
    return Streams.paged("reference", reader).partitions(Partitions.each(parents, "id"));
  }
}
