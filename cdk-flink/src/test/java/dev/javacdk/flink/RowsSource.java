package dev.javacdk.flink;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.JsonNodeFactory;

/** Texts in shards that others have written, in this process. */
public final class RowsSource implements Source<RowsSource.Config> {

  private static final Map<String, List<List<String>>> STORES = new ConcurrentHashMap<>();
  private static final int ROWS_A_PAGE = 20;

  /** Which store it reads. */
  public record Config(String store) {}

  /** A new shard of a store. */
  static int shard(String store) {
    List<List<String>> shards = STORES.computeIfAbsent(store, s -> new CopyOnWriteArrayList<>());
    shards.add(new CopyOnWriteArrayList<>());
    return shards.size() - 1;
  }

  /** Adds to a shard. */
  static void write(String store, int shard, List<String> rows) {
    STORES.getOrDefault(store, List.of()).get(shard).addAll(rows);
  }

  static void drop(String store) {
    STORES.remove(store);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    var shards =
        Streams.paged(
            "shards",
            (slice, output, context) -> {
              for (int i = 0; i < STORES.getOrDefault(config.store(), List.of()).size(); i++) {
                output.emit(JsonNodeFactory.instance.objectNode().put("id", i));
              }
              return Progress.complete();
            });
    var rows =
        Streams.paged(
                "rows",
                (slice, output, context) -> {
                  int shard = Integer.parseInt(slice.partition().text("shard", ""));
                  List<String> all = STORES.getOrDefault(config.store(), List.of()).get(shard);
                  // It is asked for what comes behind a number, which no other row has.
                  int since = slice.since() == null ? 0 : Integer.parseInt(slice.since());
                  int from = Integer.parseInt(slice.cursor().text("after", since + ""));
                  int to = Math.min(all.size(), from + ROWS_A_PAGE);
                  for (int i = from; i < to; i++) {
                    output.emit(
                        JsonNodeFactory.instance
                            .objectNode()
                            .put("n", i + 1)
                            .put("text", all.get(i)));
                  }
                  return to < all.size()
                      ? Progress.next("after", String.valueOf(to))
                      : Progress.complete();
                })
            .cursor(Cursor.number("n").ascending())
            .partitions(Partitions.each(shards, "id").as("shard"));
    return List.of(shards, rows);
  }
}
