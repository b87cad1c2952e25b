package dev.javacdk.benchmarks.process;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.benchmarks.ReferenceRecord;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A connector whose records are made out of nothing, so that what a process of it takes is the
 * kit's and the JVM's. {@code reference} has pages of 1,000 records; {@code parts} has a partition
 * of one record for each row of a parent.
 */
public final class RecordsSource implements Source<RecordsSource.Config> {

  private static final long PAGE = 1_000;
  private static final long PARENT_PAGE = 100;

  /**
   * How much there is to read.
   *
   * @param records of {@code reference}
   * @param partitions of {@code parts}
   * @param latencyMillis what each page of {@code parts} and of its parent waits
   */
  public record Config(
      @Default("1000") long records,
      @Default("100") long partitions,
      @Default("0") long latencyMillis) {}

  public static void main(String[] args) {
    Connector.run(new RecordsSource(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    Stream reference =
        Streams.paged("reference", (slice, output, context) -> page(config, slice, output))
            .schema(ReferenceRecord.class)
            .key("id");
    StreamDefinition rows =
        Streams.paged("rows", (slice, output, context) -> rows(config, slice, output));
    Stream parts =
        Streams.paged("parts", (slice, output, context) -> part(config, slice, output))
            .partitions(Partitions.each(rows, "id"));
    return List.of(reference, parts);
  }

  private static Progress page(Config config, StreamSlice slice, RecordOutput output) {
    long from = slice.cursor().number("after", 0);
    long to = Math.min(config.records(), from + PAGE);
    for (long id = from; id < to; id++) {
      output.emitValue(ReferenceRecord.of(id));
    }
    return to < config.records() ? Progress.next("after", to) : Progress.complete();
  }

  private static Progress rows(Config config, StreamSlice slice, RecordOutput output) {
    await(config);
    long from = slice.cursor().number("after", 0);
    long to = Math.min(config.partitions(), from + PARENT_PAGE);
    for (long id = from; id < to; id++) {
      output.emit(JsonNodeFactory.instance.objectNode().put("id", id));
    }
    return to < config.partitions() ? Progress.next("after", to) : Progress.complete();
  }

  private static Progress part(Config config, StreamSlice slice, RecordOutput output) {
    await(config);
    output.emitValue(ReferenceRecord.of(slice.partition().number("id", 0)));
    return Progress.complete();
  }

  private static void await(Config config) {
    if (config.latencyMillis() > 0) {
      LockSupport.parkNanos(config.latencyMillis() * 1_000_000);
    }
  }
}
