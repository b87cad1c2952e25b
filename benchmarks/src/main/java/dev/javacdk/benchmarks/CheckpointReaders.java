package dev.javacdk.benchmarks;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.state.StateJson;
import java.time.InstantSource;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What does it cost to know what is read next and what may be said of it, a page and its state,
 * beside a JSON object that is told the next page and writes itself?
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar CheckpointReaders -prof gc</pre>
 *
 * <p>An operation is a page, with the text of its state.
 */
public class CheckpointReaders extends Settled {

  private static final int PAGES = 1_000;
  private static final int PARTITIONS_A_STATE = 500;

  private static final Stream PAGED =
      Streams.paged("reference", (slice, output, context) -> Progress.complete());
  private static final Stream PARTITIONED =
      ConcurrentReadLoop.children(PAGES, (slice, output, context) -> Progress.complete());

  /** The kit: a stream in pages. */
  @Benchmark
  @OperationsPerInvocation(PAGES)
  @Beside("object")
  public long paged() {
    return walk(PAGED, false);
  }

  /**
   * The kit: a stream in partitions of one page each, a state now and then, as the policy has it.
   */
  @Benchmark
  @OperationsPerInvocation(PAGES)
  @Beside("object")
  public long partitioned() {
    return walk(PARTITIONED, true);
  }

  /** A JSON object. */
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public long object() {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    long written = 0;
    for (int page = 0; page < PAGES; page++) {
      state.put("page", state.path("page").asLong(0) + 1);
      written += state.toString().length();
    }
    return written;
  }

  private static long walk(Stream stream, boolean inPartitions) {
    CheckpointReader reader =
        dev.javacdk.core.checkpoint.CheckpointReaders.of(
            stream,
            JsonNodeFactory.instance.objectNode(),
            request -> parentPage(request.slice().cursor().number("after", 0)),
            InstantSource.system());
    long written = 0;
    long pages = 0;
    for (Optional<StreamSlice> slice = reader.next(); slice.isPresent(); slice = reader.next()) {
      long next = slice.get().cursor().number("page", 0) + 1;
      boolean last = inPartitions || next == PAGES;
      reader.observe(last ? Progress.complete() : Progress.next("page", next));
      if (!inPartitions || ++pages % PARTITIONS_A_STATE == 0) {
        written += reader.checkpoint().map(state -> StateJson.text(state).length()).orElse(0);
      }
    }
    return written;
  }

  private static ParentPage parentPage(long after) {
    return ParentPage.of(
        ListedPartitions.partitions("p" + after + "-", 100),
        after + 100 < PAGES ? Progress.next("after", after + 100) : Progress.complete());
  }
}
