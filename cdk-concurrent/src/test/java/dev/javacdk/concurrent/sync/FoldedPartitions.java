package dev.javacdk.concurrent.sync;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.TestRecords;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An incremental stream of very many partitions, made out of nothing, whose cursors are folded. A
 * process of its own in tests.
 */
public final class FoldedPartitions implements Source<FoldedPartitions.Config> {

  static final int PAGE = 100;

  /** Every so manyth partition has something new since the last sync. */
  static final int CHANGED = 1_000;

  private static final String LONG_AGO = "2026-01-01T00:00:00Z";

  /** How many partitions there are, and what their cursors may take of the state. */
  public record Config(long rows, long bytes) {}

  private final String text = "x".repeat(500);

  public static void main(String[] args) {
    Connector.run(new FoldedPartitions(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    StreamDefinition parents = TestRecords.parents(config.rows(), PAGE);
    return List.of(
        Streams.paged(
                "children",
                (slice, output, context) -> {
                  long parent = slice.partition().number("parent", -1);
                  if (slice.since() == null || parent % CHANGED == 0) {
                    output.emit(
                        JsonNodeFactory.instance
                            .objectNode()
                            .put("id", parent)
                            .put("text", text)
                            .put(
                                "updated_at",
                                slice.since() == null ? LONG_AGO : Instant.now().toString()));
                  }
                  return Progress.complete();
                })
            .partitions(Partitions.each(parents, "id").as("parent"))
            .cursor(Cursor.instant("updated_at"))
            .foldPast(config.bytes()));
  }
}
