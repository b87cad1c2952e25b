package dev.javacdk.flink;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;

/** Texts in shards that others have written, in this process. */
public final class RowsSource implements Source<RowsSource.Config> {

  private static final Map<String, List<List<String>>> STORES = new ConcurrentHashMap<>();
  private static final int ROWS_A_PAGE = 20;

  /** Which store it reads. */
  public record Config(String store) {}

  /** Adds a shard to a store. */
  static void write(String store, List<String> rows) {
    List<List<String>> shards = new ArrayList<>(STORES.getOrDefault(store, List.of()));
    shards.add(List.copyOf(rows));
    STORES.put(store, shards);
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
                  int from = Integer.parseInt(slice.cursor().text("after", "0"));
                  int to = Math.min(all.size(), from + ROWS_A_PAGE);
                  for (String text : all.subList(from, to)) {
                    output.emit(JsonNodeFactory.instance.objectNode().put("text", text));
                  }
                  return to < all.size()
                      ? Progress.next("after", String.valueOf(to))
                      : Progress.complete();
                })
            .partitions(Partitions.each(shards, "id").as("shard"));
    return List.of(shards, rows);
  }
}
